import Course
import Reading
import Testing
import Text

@Suite("Search") struct SearchTests {
    private static let body = """
        머리말에는 스핀락이 있음

        ## 서로를 기다림

        둘이 서로를 기다리면 **데드락(deadlock)**임.
        파이프는 다음 줄에 있음.

        ```swift
        let lock = NSLock()
        let rate = 50 % 2 // "%_*"
        ```

        | 길 | 값 |
        |---|---|
        | 파이프 | 작음 |

        ```quiz
        id: one
        kind: choice
        question: 무엇이 문제인가요?
        choices: [교착, 없음]
        answer: 1
        explain: 비밀스러운 까닭
        ```

        ## 컨텍스트 스위칭

        - 항목
          - 안쪽 세마포어

        각주[^1]

        [^1]: 아랫글

        """

    private static func course(_ body: String = body) -> Course {
        var chapter = Chapter(
            number: 7, slug: "deadlock", name: "07-deadlock", path: "/c/Lessons/07-deadlock.md", title: "데드락",
            summary: "서로 기다리는 스레드")
        chapter.sections = [
            .init(title: "서로를 기다림", anchor: "서로를-기다림", line: 13),
            .init(title: "컨텍스트 스위칭", anchor: "컨텍스트-스위칭", line: 36),
        ]
        chapter.body = body
        chapter.bodyLine = 11
        let exercise = Exercise(
            slug: "bounded-queue", directory: "/c/Exercises/bounded-queue", title: "막히는 큐", summary: "큐를 만듦",
            concepts: ["조건 변수"], kind: .unit, hints: ["while로 다시 보세요.", "signal을 보내세요."])
        return Course(id: "c", title: "과정", root: "/c", chapters: [chapter], exercises: [exercise])
    }

    /// Where the words were found, each place in a word: `#anchor`, `chapter`, the exercise's slug, `slug/1` for a hint.
    private func places(_ query: String) -> [String] { CourseSearch(Self.course()).hits(query).map(name) }

    private func name(_ hit: SearchHit) -> String {
        switch hit.place {
        case .chapter(_, let section?): "#" + section.anchor
        case .chapter(_, nil): "chapter"
        case .exercise(let exercise): exercise.slug
        case .hint(let exercise, let number): "\(exercise.slug)/\(number)"
        }
    }

    @Test(
        "Any part of a word is found, one syllable too",
        arguments: [
            ("스핀", ["chapter"]), ("드락", ["chapter", "#서로를-기다림"]), ("마포", ["#컨텍스트-스위칭"]),
            ("락", ["chapter", "#서로를-기다림"]), ("DeadLock", ["#서로를-기다림"]), ("nslock", ["#서로를-기다림"]),
            ("아랫글", ["chapter"]), ("조건", ["bounded-queue"]), ("signal", ["bounded-queue/2"]),
            ("QUEUE", ["bounded-queue"]), ("없는말", []),
        ])
    func parts(query: String, expected: [String]) {
        #expect(places(query) == expected)
    }

    @Test(
        "Initial consonants stand for syllables, blanks between them left out or not",
        arguments: [
            ("ㄷㄷㄹ", ["chapter", "#서로를-기다림"]), ("ㅋㅌㅅㅌ", ["#컨텍스트-스위칭"]), ("ㅋㅌㅅㅌㅅㅇㅊ", ["#컨텍스트-스위칭"]),
            ("데ㄷ락", ["chapter", "#서로를-기다림"]), ("\u{1109}\u{1106}\u{1111}\u{110B}", ["#컨텍스트-스위칭"]),
            ("ㅃㅃㅃ", []),
        ])
    func initials(query: String, expected: [String]) {
        #expect(places(query) == expected)
    }

    @Test("A decomposed query finds composed text, and the other way round")
    func composition() {
        let decomposed = "\u{1103}\u{1166}\u{1103}\u{1173}\u{1105}\u{1161}\u{11A8}"
        #expect(places(decomposed) == places("데드락"))
        let course = Self.course("## 가\n\n\(decomposed)\n\n## 나\n")
        #expect(CourseSearch(course).hits("드락").map(name) == ["chapter", "#서로를-기다림"])
    }

    @Test("Signs are taken as they are", arguments: ["%", "%_*\"", "50 %", "\"%_*\"", "NSLock()", "**"])
    func signs(query: String) {
        #expect(places(query) == (query == "**" ? [] : ["#서로를-기다림"]))
    }

    @Test("Of several words all must be in one place, its title counted")
    func several() {
        #expect(places("데드락 파이프") == ["#서로를-기다림"])
        #expect(places("스위칭 세마포어") == ["#컨텍스트-스위칭"])
        #expect(places("데드락 세마포어") == [])
        #expect(places("  ") == [])
    }

    @Test("A quiz is found by its question and choices, not by what gives its answer away")
    func quizzes() {
        #expect(places("무엇이 문제인가요") == ["#서로를-기다림"])
        #expect(places("교착") == ["#서로를-기다림"])
        #expect(places("비밀스러운") == [])
        #expect(places("explain") == [])
    }

    @Test("A hit has its line in the file and where the words stand in it")
    func place() throws {
        let hit = try #require(CourseSearch(Self.course()).hits("파이프 줄").first)
        #expect(hit.text == "파이프는 다음 줄에 있음.")
        #expect(hit.line == 16)
        #expect(hit.matches == [0..<3, 8..<9])
        let code = try #require(CourseSearch(Self.course()).hits("nslock").first)
        #expect((code.text, code.line) == ("let lock = NSLock()", 19))
    }

    @Test("Places whose title has a word come first")
    func order() {
        #expect(places("스위칭").first == "#컨텍스트-스위칭")
        #expect(places("데드락") == ["chapter", "#서로를-기다림"])
    }

    @Test("A snippet marks the words without colour and is never wider than asked", arguments: 10...60)
    func snippet(width: Int) {
        let text = "앞에 긴 글이 있고 그 뒤에 데드락이 나오며 다시 긴 글이 이어지는 줄"
        let start = 16
        let hit = SearchHit(
            place: .exercise(Self.course().exercises[0]), text: text, matches: [start..<start + 3], line: nil)
        let line = hit.snippet(width: width)
        #expect(line.cells <= width)
        #expect(line.text.contains("【"))
        if width >= 24 { #expect(line.text.contains("【데드락】")) }
    }

    @Test("A short line is shown whole")
    func wholeLine() {
        let hits = CourseSearch(Self.course()).hits("드락 파이프")
        #expect(hits.first?.snippet(width: 80).text.contains("【") == true)
        #expect(CourseSearch(Self.course()).hits("세마포어").first?.snippet(width: 80).text == "안쪽 【세마포어】")
    }

    @Test(
        "What finds nothing is answered with the course's nearest words",
        arguments: [("대드락", "데드락"), ("컨택스트", "컨텍스트"), ("boundd-queue", "bounded-queue")])
    func nearest(typed: String, meant: String) {
        let search = CourseSearch(Self.course())
        #expect(search.hits(typed).isEmpty)
        #expect(search.nearest(to: typed).contains(meant))
        #expect(search.nearest(to: "데드락 세마포어").isEmpty, "both are there, only not together")
    }

    /// The truth is a scan of the text itself.
    @Test("Every run of characters of a text is found in it, and none that it lacks")
    func everyPart() {
        let words = "서로를 기다리면 데드락임"
        let search = CourseSearch(
            Self.course("## 가\n\n\(words)\n\n## 나\n\n\(words.reversed().map(String.init).joined())\n"))
        let characters = Array(words)
        for start in characters.indices {
            for end in (start + 1)...characters.count {
                let part = String(characters[start..<end])
                guard !part.contains(" ") else { continue }
                #expect(search.hits(part).contains { $0.text == words }, "\(part)")
                let doubled = part + part
                #expect(
                    !search.hits(doubled).contains { $0.text == words } || words.contains(doubled),
                    "\(doubled)")
            }
        }
    }
}
