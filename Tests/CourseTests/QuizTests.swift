import Course
import Markdown
import Testing

@Suite("퀴즈")
struct QuizTests {
    private func quizzes(_ body: String) throws -> [Quiz] {
        let chapter = Chapter(number: 1, slug: "a", name: "01-a", path: "/a", title: "a", body: body)
        return try chapter.quizzes(in: Document(markdown: body, firstLine: 10))
    }

    @Test("고르기와 쓰기를 읽음: 줄은 파일의 줄")
    func reads() throws {
        let found = try quizzes(
            """
            글

            ```quiz
            id: one
            kind: choice
            question: "1 + 1은?"
            choices: [1, 2뿐]
            answer: 2
            ```

            ```quiz
            id: two
            kind: text
            question: 몇?
            answer: [둘]
            ```
            """)
        #expect(
            found == [
                Quiz(id: "one", kind: .choice, question: "1 + 1은?", choices: ["1", "2뿐"], line: 12),
                Quiz(id: "two", kind: .text, question: "몇?", choices: [], line: 20),
            ])
    }

    @Test("망가진 퀴즈는 빼고 나머지를 읽음")
    func broken() throws {
        let found = try quizzes(
            """
            ```quiz
            id: [
            ```
            ```quiz
            id: no-choices
            kind: choice
            question: q
            ```
            ```quiz
            id: fine
            kind: text
            question: q
            ```
            """)
        #expect(found.map(\.id) == ["fine"])
    }
}
