import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

@Suite("Quizzes answered") struct QuizAnswerTests {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Asia/Seoul") ?? .gmt
        return calendar
    }()

    /// Hour `hour` of the day numbered from 0, in Seoul.
    private static func time(_ day: Int, _ hour: Double = 12) -> Date {
        let start = calendar.date(from: DateComponents(year: 2026, month: 11, day: 24)) ?? .distantPast
        return start.addingTimeInterval(Double(day) * 86_400 + hour * 3_600)
    }

    private func review(_ answers: (isRight: Bool, at: Date)...) -> QuizReview {
        QuizReview(answers.map { QuizAnswer(isRight: $0.isRight, at: $0.at) }, calendar: Self.calendar)
    }

    @Test("What was never wrong is learned, and never asked again")
    func right() {
        #expect(review().stage == .new && review().due == nil)
        let once = review((true, Self.time(0)))
        #expect(once.stage == .learned && !once.isDue(at: Self.time(400)))
    }

    @Test("What was wrong comes back the next day, whatever the hour")
    func wrong() {
        let late = review((false, Self.time(0, 23.5)))
        #expect(late.stage == .box(1))
        #expect(!late.isDue(at: Self.time(0, 23.9)))
        #expect(late.isDue(at: Self.time(1, 0)))
    }

    @Test("Each right answer doubles the rest, and the fifth one ends it")
    func boxes() {
        var answers = [QuizAnswer(isRight: false, at: Self.time(0))]
        var day = 0
        for (box, rest) in QuizReview.restDays.enumerated() {
            let now = QuizReview(answers, calendar: Self.calendar)
            #expect(now.stage == .box(box + 1))
            #expect(now.due == Self.time(day + rest, 0))
            day += rest
            answers.append(QuizAnswer(isRight: true, at: Self.time(day)))
        }
        let end = QuizReview(answers, calendar: Self.calendar)
        #expect(end.stage == .learned && end.due == nil)
        #expect(day == 31)
    }

    @Test("Right before its rest is over leaves it where it is; wrong puts it back to the first box")
    func early() {
        let early = review((false, Self.time(0)), (true, Self.time(0, 13)))
        #expect(early == review((false, Self.time(0))))
        let back = review((false, Self.time(0)), (true, Self.time(1)), (false, Self.time(2)))
        #expect(back.stage == .box(1) && back.due == Self.time(3, 0))
        #expect(review((true, Self.time(0)), (false, Self.time(5))).stage == .box(1))
    }

    // MARK: The store

    private let home: TemporaryHome
    private let chapter = Chapter.named("race", sections: ["하나"], renamedFrom: ["old-race"])

    init() throws { home = try TemporaryHome() }

    private var course: Course { Course(id: courseID, title: "과정", root: "/course", chapters: [chapter]) }

    @Test("Answers are kept in their order, under former names of the chapter too")
    func kept() throws {
        let store = try home.store()
        try store.recordQuizAnswer(
            "1", isRight: false, to: "one", of: .named("old-race", sections: []), course: courseID)
        try store.recordQuizAnswer("이", isRight: true, to: "one", of: chapter, course: courseID)
        try store.recordQuizAnswer("3", isRight: true, to: "two", of: chapter, course: "other")
        let answers = try store.quizAnswers(course: course)
        #expect(answers.keys.sorted() == ["race"])
        #expect(answers["race"]?["one"]?.map(\.isRight) == [false, true])
        #expect(answers["race"]?["two"] == nil)
        #expect(try store.activity(course: courseID).reduce(0) { $0 + $1.quizzes } == 2)
    }

    @Test("A store from before quizzes is brought up to date and keeps what it holds")
    func migrated() throws {
        let sum = Exercise.named("sum")
        try home.makeOlderStore(migrations: 3, verdicts: ["passed"])
        // Looked at without being changed, it has no answers.
        #expect(try home.store(.readOnly).quizAnswers(course: course).isEmpty)
        let store = try home.store()
        try store.recordQuizAnswer("1", isRight: true, to: "one", of: chapter, course: courseID)
        #expect(try store.attempts(of: sum, course: courseID).count == 1)
        #expect(try store.quizAnswers(course: course)["race"]?["one"]?.count == 1)
        #expect(home.files.contains("progress.sqlite.3-replays.bak"))
    }
}
