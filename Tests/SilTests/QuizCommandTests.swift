import Course
import Foundation
import Progress
import Testing
import Text

@testable import sil

@Suite("sil quiz")
struct QuizCommandTests {
    private let world: TestWorld
    private static let quizzes = """
        ```quiz
        id: one
        kind: choice
        question: 하나?
        choices: [가, 나]
        answer: 2
        explain: 나임
        ```

        ```quiz
        id: two
        kind: text
        question: 둘?
        answer: [락]
        explain: 락임
        ```
        """

    init() throws {
        world = try TestWorld()
        try world.write(
            "---\ntitle: 퀴즈 장\n---\n## 하나\n\(Self.quizzes)\n", to: "course/Lessons/01-sum.md")
        try world.write(
            "---\ntitle: 뒤 장\n---\n## 셋\n\(Self.quizzes)\n", to: "course/Lessons/02-next.md")
    }

    private var course: Course { get throws { try Course(at: world.path("course")) } }

    private var store: ProgressStore {
        get throws { try ProgressStore(at: world.path("home"), mode: .readWrite) }
    }

    /// `chapter/quiz state`.
    private func asked(_ arguments: String...) async throws -> [String] {
        struct Document: Decodable {
            struct Question: Decodable {
                var chapter: String
                var quiz: String
                var state: String
            }
            var questions: [Question]
        }
        let text = await world.sil(["quiz"] + arguments + ["--json"]).stdout
        return try JSONDecoder().decode(Document.self, from: Data(text.utf8)).questions.map {
            "\($0.chapter)/\($0.quiz) \($0.state)"
        }
    }

    @Test("without a chapter: what is due, then what is new where reading has begun")
    func selection() async throws {
        #expect(try await asked() == ["sum/one new", "sum/two new"])
        let chapters = try course.chapters
        try store.markRead(chapter: chapters[1], sections: ["셋"], course: "demo")
        #expect(try await asked() == ["next/one new", "next/two new"])
        let before = Date(timeIntervalSinceNow: -3 * 86_400)
        try store.recordQuizAnswer(
            "1", isRight: false, to: "two", of: chapters[0], course: "demo", at: before)
        try store.recordQuizAnswer("2", isRight: true, to: "one", of: chapters[1], course: "demo")
        #expect(try await asked() == ["sum/two due", "next/two new"])
    }

    @Test("of a chapter: what is open, and everything once nothing is")
    func chapter() async throws {
        let chapter = try course.chapters[0]
        #expect(try await asked("1") == ["sum/one new", "sum/two new"])
        try store.recordQuizAnswer("2", isRight: true, to: "one", of: chapter, course: "demo")
        #expect(try await asked("sum") == ["sum/two new"])
        try store.recordQuizAnswer("락", isRight: true, to: "two", of: chapter, course: "demo")
        #expect(try await asked("sum") == ["sum/one learned", "sum/two learned"])
        #expect(try await asked() == [])
        #expect(await world.sil("quiz", "nowhere").status == .badInput)
    }

    @Test("the document gives no answer away")
    func secrets() async {
        let text = await world.sil("quiz", "1", "--json").stdout
        #expect(!text.contains("락") && !text.contains("나임") && !text.contains("answer"))
    }

    @Test("nothing to ask is said, with the day on which there will be")
    func nothing() async throws {
        for chapter in try course.chapters {
            try store.recordQuizAnswer("2", isRight: true, to: "one", of: chapter, course: "demo")
            try store.recordQuizAnswer("모름", isRight: false, to: "two", of: chapter, course: "demo")
        }
        let result = await world.sil("quiz")
        #expect(result.status == .done && result.stdout.contains("지금 물을 퀴즈가 없음. 다음에 물을 날: 20"))
    }

    // MARK: A round

    private func questions() throws -> [QuizQuestion] {
        let all = QuizQuestions(of: try course, [:], now: Date()).all
        return all.filter { $0.chapter.slug == "sum" }
    }

    private final class Kept {
        var answers: [String] = []
    }

    /// What the lines say, and what was kept.
    private func sitting(_ typed: [String]) throws -> (text: String, kept: [String]) {
        var text = ""
        var rest = typed[...]
        let kept = Kept()
        let written = Written()
        let output = Output(
            isTerminal: false, width: 60, colors: .plain, put: { written.append($0) }, say: { _ in })
        let quiz = PlainQuiz(
            output: output, next: { rest.popFirst() },
            record: { question, typed, isRight in
                kept.answers.append("\(question.quiz.quiz.id) \(typed) \(isRight)")
                return nil
            })
        _ = try quiz.run(QuizRound(try questions()))
        text = written.text
        return (text, kept.answers)
    }

    private final class Written: @unchecked Sendable {
        var text = ""
        func append(_ more: String) { text += more }
    }

    @Test("answers are judged, explained and kept; a wrong one is asked once more at the end")
    func round() throws {
        let (text, kept) = try sitting(["1", "락", "둘"])
        #expect(kept == ["one 1 false", "two 락 true", "one 둘 true"])
        #expect(text.contains("1장 퀴즈 장 › 하나") && text.contains("✗ 틀림") && text.contains("답  2. 나"))
        #expect(text.contains("다시 읽기  sil read 01-sum#하나"))
        #expect(text.contains("한 번 더 1/1") && text.contains("퀴즈 2개 가운데 1개 맞음"))
    }

    @Test("what is no answer is asked for again and not kept; the end of the input ends the round")
    func unreadable() throws {
        let (text, kept) = try sitting(["셋", "9", "2"])
        #expect(kept == ["one 2 true"])
        #expect(text.contains("1부터 2까지의 번호만 있음."))
        #expect(text.contains("퀴즈 1개 가운데 1개 맞음"))
        #expect(try sitting([]).text.contains("답한 퀴즈 없음"))
    }
}
