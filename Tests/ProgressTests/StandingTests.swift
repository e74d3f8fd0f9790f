import Course
import Foundation
import Progress
import Testing
import Verdicts

@Suite("Standings")
struct StandingTests {
    let home: TemporaryHome
    let store: ProgressStore
    let sum = Exercise.named("sum")

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
    }

    func standing(_ exercise: Exercise) throws -> Standing {
        try #require(try store.best(of: [exercise], course: courseID)[exercise.slug])
    }

    @Test("an exercise goes from new over started and tried to passed")
    func states() throws {
        #expect(try standing(sum).state == .new)
        try store.noteStart(sum, course: courseID)
        #expect(try standing(sum).state == .started)
        try store.record(.without(sum, .compileError), of: .text("a"), exercise: sum)
        #expect(try standing(sum).state == .tried)
        try store.record(.of(sum, [.passed]), of: .text("b"), exercise: sum)
        #expect(try standing(sum).state == .passed)
    }

    @Test("what was passed stays passed, and the last verdict is told beside it")
    func passedStays() throws {
        try store.record(.of(sum, [.passed, .passed, .passed]), of: .text("a"), exercise: sum)
        try store.record(.of(sum, [.passed, .failed, .timedOut]), of: .text("b"), exercise: sum)
        let standing = try standing(sum)
        #expect(standing.state == .passed && standing.score == 3)
        #expect(standing.last?.outcome == .timedOut)
        #expect(standing.last?.passedTests == 1 && standing.last?.tests == 3)
    }

    @Test("only attempts that count are counted, all are numbered")
    func countedAttempts() throws {
        try store.record(.without(sum, .compileError), of: .text("a"), exercise: sum)
        try store.record(.of(sum, [.passed, .failed, .failed]), of: .text("b"), exercise: sum)
        let standing = try standing(sum)
        #expect(standing.attempts == 1 && standing.recorded == 2 && standing.score == 1)
    }

    @Test("the first start stays")
    func firstStart() throws {
        try store.noteStart(sum, course: courseID)
        try store.noteStart(sum, course: courseID)
        #expect(try standing(sum).startedAt == Date(timeIntervalSince1970: 1_795_510_800))
    }

    @Test("what was earned stays when the points of an exercise change")
    func pointsChange() throws {
        try store.record(.of(sum, [.passed, .passed, .failed]), of: .text("a"), exercise: sum)
        var changed = sum
        changed.points = 6
        #expect(try standing(changed).score == 4)
        try store.record(.of(sum, [.passed]), of: .text("b"), exercise: sum)
        #expect(try standing(changed).score == 6)
    }

    @Test("thirds of a point come back as they were judged")
    func parts() throws {
        let one = Exercise.named("one", points: 1)
        let verdict = Verdict.of(one, [.passed, .failed, .failed])
        try store.record(verdict, of: .text("a"), exercise: one)
        #expect(try standing(one).score == verdict.score)
    }

    @Test("hints are taken one after the other, until there are no more")
    func hints() throws {
        #expect(try store.hintsTaken(exercise: sum, course: courseID) == 0)
        #expect(try store.takeHint(exercise: sum, course: courseID) == 1)
        #expect(try store.takeHint(exercise: sum, course: courseID) == 2)
        #expect(try store.takeHint(exercise: sum, course: courseID) == nil)
        #expect(try store.hintsTaken(exercise: sum, course: courseID) == 2)
    }

    @Test("sections read are told by chapter")
    func sections() throws {
        let chapter = Chapter.named("process", sections: ["하나", "둘", "셋"])
        try store.markRead(chapter: chapter, sections: ["하나", "둘"], course: courseID)
        try store.markRead(chapter: chapter, sections: ["둘"], course: courseID)
        let whole = Course(id: courseID, title: "", root: "/course", chapters: [chapter])
        #expect(try store.readSections(course: whole) == ["process": ["하나", "둘"]])
    }
}
