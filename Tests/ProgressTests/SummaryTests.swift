import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

/// The summaries that reports are made of: what they count, and that they are what the other tables say.
@Suite("Summaries")
struct SummaryTests {
    let home: TemporaryHome
    let sum = Exercise.named("sum")
    let next = Exercise.named("next")
    let start = Date(timeIntervalSince1970: 1_795_510_800)

    init() throws { home = try TemporaryHome() }

    private func at(_ minutes: Double) -> Date { start.addingTimeInterval(minutes * 60) }

    private func course(_ exercises: [Exercise], chapters: [Chapter] = []) -> Course {
        Course(id: courseID, title: "과정", root: "/course", chapters: chapters, exercises: exercises)
    }

    private func rows(_ table: String) throws -> [Row] {
        try DatabaseQueue(path: home.database).read {
            try Row.fetchAll($0, sql: "SELECT * FROM \(table) ORDER BY 1, 2, 3")
        }
    }

    /// A history with every kind of row, in the order of time.
    private func history() throws -> ProgressStore {
        let store = try home.store()
        let chapter = Chapter.named("race", sections: ["하나", "둘"])
        try store.noteStart(sum, course: courseID)
        try store.markRead(chapter: chapter, sections: ["하나", "둘"], course: courseID)
        try store.record(.without(sum, .compileError), of: .text("0"), exercise: sum)
        try store.record(.of(sum, [.failed, .passed]), of: .text("1"), exercise: sum)
        try store.takeHint(exercise: sum, course: courseID)
        try store.record(.of(sum, [.passed, .passed]), of: .text("2"), exercise: sum)
        try store.takeHint(exercise: sum, course: courseID)
        try store.record(.of(sum, [.failed, .failed]), of: .text("3"), exercise: sum)
        try store.recordQuizAnswer("1", isRight: true, to: "q", of: chapter, course: courseID)
        try store.record(.of(next, [.passed]), of: .text("4"), exercise: next)
        try store.record(.of(next, [.passed]), of: .text("5"), exercise: next)
        return store
    }

    @Test("what is kept up with each write is what would be made of everything anew")
    func rebuilt() throws {
        _ = try history()
        let before = try ["exercise_totals", "time_spent", "activity"].map(rows)
        #expect(before.map(\.count) == [2, 3, 1])
        try DatabaseQueue(path: home.database).write { try $0.execute(sql: Schema.resummarizing) }
        #expect(try ["exercise_totals", "time_spent", "activity"].map(rows) == before)
    }

    @Test("attempts until the pass, hints before it, and when it was")
    func pass() throws {
        let standing = try #require(try history().best(of: [sum], course: courseID)["sum"])
        #expect(standing.attempts == 3 && standing.recorded == 4 && standing.attemptsToPass == 2)
        #expect(standing.hintsTaken == 2 && standing.hintsBeforePass == 1)
        // The clock goes on by a minute each time: start, two sections, compile error, failure, hint, pass.
        #expect(standing.passedAt == at(5))
        #expect(standing.state == .passed && standing.last?.outcome == .failed)
    }

    @Test("the time from one thing to the next is spent, a pause is not")
    func time() throws {
        let store = try home.store()
        for (minutes, text) in [(0.0, "a"), (10, "b"), (40, "c"), (71, "d"), (72, "e")] {
            try store.record(.of(sum, [.failed]), of: .text(text), exercise: sum, at: at(minutes))
        }
        try store.record(.of(next, [.failed]), of: .text("f"), exercise: next, at: at(80))
        let overview = try store.overview(of: course([sum, next]))
        #expect(overview.standings["sum"]?.seconds == 41 * 60)
        #expect(overview.standings["next"]?.seconds == 8 * 60)
    }

    @Test("activity is told by quarters of an hour, which make the days of any time zone")
    func days() throws {
        let store = try home.store()
        // 2026-11-24 09:00 UTC; the next is on the next day in Kathmandu, and not yet in UTC.
        try store.record(.of(sum, [.passed]), of: .text("a"), exercise: sum, at: start)
        try store.record(.of(sum, [.passed]), of: .text("b"), exercise: sum, at: at(9 * 60 + 20))
        let quarters = try store.activity(course: courseID)
        #expect(quarters.map(\.attempts) == [1, 1] && quarters.map(\.passes) == [1, 0])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Kathmandu"))
        #expect(Activity.byDay(quarters, calendar: calendar).map(\.attempts) == [1, 1])
        calendar.timeZone = .gmt
        #expect(Activity.byDay(quarters, calendar: calendar).map(\.attempts) == [2])
        #expect(try store.activity(course: courseID, since: at(60)).count == 1)
    }

    @Test("of a period: what was done in it, and what was earned before stays")
    func period() throws {
        let store = try home.store()
        let chapter = Chapter.named("race", sections: ["하나", "둘"])
        try store.record(.of(sum, [.failed]), of: .text("a"), exercise: sum, at: at(-120))
        try store.record(.of(sum, [.passed]), of: .text("b"), exercise: sum, at: at(-110))
        try store.markRead(chapter: chapter, sections: ["하나"], course: courseID)
        try store.record(.of(sum, [.failed]), of: .text("c"), exercise: sum, at: at(10))
        try store.takeHint(exercise: sum, course: courseID)
        let whole = course([sum], chapters: [chapter])
        let all = try store.overview(of: whole)
        let later = try store.overview(of: whole, since: at(5))
        #expect(all.standings["sum"]?.attempts == 3 && later.standings["sum"]?.attempts == 1)
        #expect(later.standings["sum"]?.state == .passed && later.standings["sum"]?.score == 3)
        #expect(all.read["race"]?.count == 1 && later.read["race"]?.count == 0)
        #expect(later.since == at(5))
    }

    @Test("what was tried under a former name belongs to the way to the pass")
    func renamed() throws {
        let store = try home.store()
        let old = Exercise.named("old")
        for text in ["a", "b"] { try store.record(.of(old, [.failed]), of: .text(text), exercise: old) }
        let new = Exercise.named("new", renamedFrom: ["old"])
        try store.record(.of(new, [.passed]), of: .text("c"), exercise: new)
        #expect(try store.best(of: [new], course: courseID)["new"]?.attemptsToPass == 3)
    }
}
