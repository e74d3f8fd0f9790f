import Reading
import Testing
import Text

@Suite("Fenced blocks on a page") struct FenceTests {
    @Test("Code keeps its lines behind a bar, and goes on in the next line where it is too wide")
    func code() throws {
        #expect(
            try page("```swift\nlet 개수 = 1\n\n    print(\"가나다라마\")\n\n\n```", width: 16) == [
                "│ let 개수 = 1", "│", "│     print(\"가", "│ 나다라마\")",
            ])
    }

    @Test("Piped, code is indented without a bar, so it can be copied")
    func pipedCode() throws {
        #expect(try page("```\na\n\nb\n```", piped) == ["    a", "", "    b"])
    }

    @Test("Tabs go to the next of every four cells")
    func tabs() throws {
        #expect(try page("```\n\ta\n가\tb\nabcd\tc\n```") == ["│     a", "│ 가  b", "│ abcd    c"])
    }

    @Test("An indented block is code too")
    func indented() throws {
        #expect(try page("글\n\n    a = 1") == ["글", "", "│ a = 1"])
    }

    @Test("A program says what can be done with it, and its output stands right under it")
    func programs() throws {
        #expect(
            try page(
                "```swift run\nprint(1)\n```\n```output\n1\n```\n\n```c run\nint x;\n```\n\n```swift explore\nf()\n```"
            ) == [
                "실행 · Swift", "│ print(1)", "출력", "│ 1", "", "실행 · C", "│ int x;", "", "탐색 · Swift", "│ f()",
            ])
        #expect(try page("```\na\n```\n```output\n1\n```") == ["│ a", "", "출력", "│ 1"])
    }

    @Test("What varies in an output is three points, and that is said")
    func holes() throws {
        #expect(
            try page("```swift run\nf()\n```\n```output\npid {수}, {…}에 99\n둘\n```", width: 60) == [
                "실행 · Swift", "│ f()", "출력 (실행할 때마다 다른 곳은 …)", "│ pid …, …에 99", "│ 둘",
            ])
        // Of a block that is no output, the braces are the author's.
        #expect(try page("```text\n{수}\n```") == ["│ {수}"])
    }

    private static let explored = """
        ```c explore
        f();
        ```
        ```output
        data_race
           스레드 A  count
        1  쓰기 ← 1      1
        ```
        """

    @Test("Under an explored program stands what was found: its kind, then the steps as they are")
    func findings() throws {
        #expect(
            try page(Self.explored, findings: ["data_race": "데이터 레이스"]) == [
                "탐색 · C", "│ f();", "찾은 것 · 데이터 레이스", "│    스레드 A  count", "│ 1  쓰기 ← 1      1",
            ])
        #expect(try page(Self.explored).contains("data_race"))
        let nothing = Self.explored.replacing(
            "data_race\n   스레드 A  count\n1  쓰기 ← 1      1", with: "문제를 찾지 못함")
        #expect(
            try page(nothing, findings: ["data_race": "데이터 레이스"]) == [
                "탐색 · C", "│ f();", "문제를 찾지 못함",
            ])
    }

    @Test("In a list a program keeps its output too")
    func nestedPrograms() throws {
        #expect(
            try page("1. 하나\n\n   ```swift run\n   f()\n   ```\n   ```output\n   {수}\n   ```", width: 60) == [
                "1. 하나", "", "   실행 · Swift", "   │ f()", "   출력 (실행할 때마다 다른 곳은 …)", "   │ …",
            ])
    }

    static let quiz = """
        글

        ```quiz
        id: one
        kind: choice
        question: 나올 수 있는 값은?
        choices: [2뿐, 1 또는 2]
        answer: 2
        explain: 둘이 모두 0을 읽으면
          1이 됨.
        misconception: one-line
        ```
        """

    @Test("A quiz shows its question and numbered choices")
    func quizCard() throws {
        let card = QuizCard(question: "`count`가 0일 때 **나올 수** 있는 값은?", choices: ["2뿐", "1 또는 2"])
        #expect(
            try page(Self.quiz, width: 30, quizzes: [3: card]) == [
                "글", "", "│ 퀴즈", "│ `count`가 0일 때 나올 수", "│ 있는 값은?", "│   1. 2뿐", "│   2. 1 또는 2",
            ])
    }

    @Test("A quiz that nobody made a card of is shown as it stands, without what gives it away")
    func rawQuiz() throws {
        let lines = try page(Self.quiz)
        #expect(
            lines == [
                "글", "", "│ 퀴즈", "│ id: one", "│ kind: choice", "│ question: 나올 수 있는 값은?",
                "│ choices: [2뿐, 1 또는 2]",
            ])
    }

    @Test("An exercise is a card with what to type")
    func exercises() throws {
        let titles = ["four-steps": "네 단계로 갈라 보기"]
        #expect(
            try page("```exercise\nfour-steps\nother\n```", width: 70, exercises: titles) == [
                "연습  four-steps  네 단계로 갈라 보기   sil start four-steps",
                "연습  other   sil start other",
            ])
        #expect(
            try page("```exercise\nfour-steps\n```", width: 40, exercises: titles) == [
                "연습  four-steps  네 단계로 갈라 보기", "      sil start four-steps",
            ])
    }
}
