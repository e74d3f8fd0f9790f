import Course
import Markdown
import Testing

@Suite("Answers that people type") struct QuizReplyTests {
    private static func quiz(_ lines: String) throws -> AnsweredQuiz {
        let body = "```quiz\nid: one\nquestion: 무엇?\nexplain: 그래서\n\(lines)\n```\n"
        let chapter = Chapter(number: 1, slug: "a", name: "01-a", path: "", title: "가", body: body)
        let found = chapter.answeredQuizzes(in: try Document(markdown: body))
        return try #require(found.list.first, "\(found.faults)")
    }

    private static let choice = "kind: choice\nchoices: [힙, 스택, Code 영역]\nanswer: 2"
    private static let multi = "kind: multi\nchoices: [가, 나, 다]\nanswer: [1, 3]"
    private static let order = "kind: order\nchoices: [나, 다, 가]\nanswer: [3, 1, 2]"
    private static let text = "kind: text\nanswer: ['20', 'Mutex Lock', 데드락]"

    private func isRight(_ quiz: String, _ typed: String) throws -> Bool? {
        switch try Self.quiz(quiz).judge(typed) {
        case .right: true
        case .wrong: false
        case .unreadable: nil
        }
    }

    @Test(
        "One choice: in digits, in Korean, or by its own words",
        arguments: [
            "2", "2번", " 2 ", "②", "２", "이", "둘", "이번", "둘째", "두 번째".split(separator: " ")[0] + "번째", "스택",
            "2.",
        ])
    func choice(typed: String) throws {
        #expect(try isRight(Self.choice, typed) == true)
    }

    @Test("Another choice is wrong; what names none is asked for again")
    func otherChoices() throws {
        #expect(try isRight(Self.choice, "1") == false)
        #expect(try isRight(Self.choice, "code영역") == false)
        for typed in ["", "4", "0", "1 2", "모름", "-"] {
            #expect(try isRight(Self.choice, typed) == nil, "\(typed)")
        }
    }

    @Test(
        "Several choices in any order, apart or run together",
        arguments: ["1 3", "3,1", "13", "일, 삼", "①③", "1번 3번"])
    func multi(typed: String) throws {
        #expect(try isRight(Self.multi, typed) == true)
    }

    @Test("Too few, too many and repeated choices")
    func otherMulti() throws {
        #expect(try isRight(Self.multi, "1") == false)
        #expect(try isRight(Self.multi, "1 2 3") == false)
        #expect(try isRight(Self.multi, "1 1") == nil)
    }

    @Test(
        "An order takes all numbers in their order",
        arguments: ["3 1 2", "312", "3 → 1 → 2", "셋 하나 둘", "삼일이"])
    func order(typed: String) throws {
        #expect(try isRight(Self.order, typed) == true)
    }

    @Test("Another order is wrong, half an order is none")
    func otherOrder() throws {
        #expect(try isRight(Self.order, "1 2 3") == false)
        #expect(try isRight(Self.order, "3 1") == nil)
    }

    @Test("A text counts without capitals, blanks and full stops, composed or not")
    func text() throws {
        for typed in [
            "20", "mutex lock", "MutexLock.", "데드락",
            "\u{1103}\u{1166}\u{1103}\u{1173}\u{1105}\u{1161}\u{11A8}",
        ] {
            #expect(try isRight(Self.text, typed) == true, "\(typed)")
        }
        #expect(try isRight(Self.text, "21") == false)
        #expect(try isRight(Self.text, " ") == nil)
    }

    @Test("The answer in words")
    func answerText() throws {
        #expect(try Self.quiz(Self.choice).answerText == "2. 스택")
        #expect(try Self.quiz(Self.order).answerText == "3. 가 → 1. 나 → 2. 다")
        #expect(try Self.quiz(Self.text).answerText == "20")
    }
}
