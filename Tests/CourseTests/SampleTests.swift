import Course
import Markdown
import Testing

@Suite("Programs of a chapter")
struct SampleTests {
    private func samples(_ body: String, firstLine: Int = 1) throws -> [Sample] {
        try Document(markdown: body, firstLine: firstLine).samples
    }

    private func faults(_ body: String) throws -> [CourseError.Fault] {
        let front = "---\ntitle: 장\nsummary: 글\n---\n"
        return try TemporaryCourse(["Lessons/01-a.md": front + body]).load().faults
    }

    @Test("Programs to run and to explore, in both languages, with the output right under them")
    func reads() throws {
        let found = try samples(
            """
            글

            ```swift run
            print(1)
            ```

            ```output
            1
            ```

            ```c explore
            int main(void) {}
            ```
            ```output
            data_race
            ```

            ```swift
            조각
            ```
            """, firstLine: 10)
        #expect(
            found == [
                Sample(
                    .init(.swift, .run), code: "print(1)\n", place: .init(line: 12),
                    expected: ExpectedOutput("1"), outputPlace: .init(line: 16)),
                Sample(
                    .init(.c, .explore), code: "int main(void) {}\n", place: .init(line: 20),
                    expected: ExpectedOutput("data_race"), outputPlace: .init(line: 23)),
            ])
    }

    @Test("In lists and quotes too: the column is where the fence begins")
    func nested() throws {
        let found = try samples(
            "1. 하나\n\n   ```swift run\n   print(1)\n   ```\n   ```output\n   1\n   ```\n\n> ```c run\n> int main(void) {}\n> ```\n"
        )
        #expect(found.map(\.place) == [.init(line: 3, column: 4), .init(line: 10, column: 3)])
        #expect(found.map(\.code) == ["print(1)\n", "int main(void) {}\n"])
        #expect(found[0].outputPlace == .init(line: 6, column: 4))
        #expect(found[1].expected == nil)
    }

    @Test("What is run is Swift 6 unless the fence says 5; what races is Swift 5, as for sil explore")
    func modes() throws {
        let fences = [
            "swift run", "swift explore", "swift run language_mode=5", "swift explore language_mode=6",
        ]
        let found = try samples(fences.map { "```\($0)\nx\n```\n" }.joined())
        #expect(found.map(\.kind.languageMode) == [6, 5, 5, 6])
    }

    @Test("An output that is nobody's neighbour is a fault, with its line and column")
    func orphan() throws {
        #expect(try faults("# 장\n\n```output\n1\n```\n").places == ["orphan-output@7:1"])
        let apart = "```swift run\nprint(1)\n```\n글\n```output\n1\n```\n"
        #expect(try faults(apart).places == ["orphan-output@9:1"])
        let twice = "```swift run\nprint(1)\n```\n```output\n1\n```\n```output\n1\n```\n"
        #expect(try faults(twice).places == ["orphan-output@11:1"])
        let outside = "- ```swift run\n  print(1)\n  ```\n\n```output\n1\n```\n"
        #expect(try faults(outside).places == ["orphan-output@9:1"])
    }

    @Test("An explored program must say what is found; one that is run need not say what it prints")
    func missingOutput() throws {
        #expect(try faults("```swift explore\nx\n```\n").places == ["missing-output@5:1"])
        #expect(try faults("```c explore\nx\n```\n```output\n\n```\n").places == ["missing-output@5:1"])
        #expect(try faults("```swift run\nprint(1)\n```\n").isEmpty)
    }

    @Test("A fence that cannot be run is told once, with what it may say")
    func misuse() throws {
        let python = try faults("```python run\nprint(1)\n```\n```output\n1\n```\n")
        #expect(python.places == ["unknown-language@5:1"])
        #expect(python[0].message.contains("`python`"))
        #expect(try faults("```swift run fast\nx\n```\n").places == ["unknown-word@5:1"])
        #expect(try faults("```swift run language_mode=4\nx\n```\n").places == ["unknown-word@5:1"])
        #expect(try faults("```c run language_mode=5\nx\n```\n").places == ["unknown-word@5:1"])
        #expect(try faults("```swift run\n\n```\n").places == ["empty-sample@5:1"])
    }

    @Test("A chapter with a bad fence is still there to be read")
    func readable() throws {
        let front = "---\ntitle: 장\nsummary: 글\n---\n"
        let course = try TemporaryCourse(["Lessons/01-a.md": front + "```output\n1\n```\n"]).load()
        #expect(course.chapters.count == 1)
    }
}

@Suite("Expected output")
struct ExpectedOutputTests {
    private func matches(_ expected: String, _ output: String) -> Bool {
        ExpectedOutput(expected).matches(output)
    }

    @Test("Without holes it is the output, but for blanks that nobody sees")
    func plain() {
        #expect(matches("하나\n 둘\n", "하나  \n 둘\n\n"))
        #expect(matches("", "\n"))
        #expect(matches("a\nb", "a\r\nb\r\n"))
        #expect(!matches("하나\n둘", "하나"))
        #expect(!matches("하나", "하나\n둘"))
        #expect(!matches(" 하나", "하나"))
        #expect(!matches("하나\n\n둘", "하나\n둘"))
    }

    @Test(
        "A number is one number, whole",
        arguments: ["0", "42", "-3", "+7", "1,024", "1,234,567", "0.5", "1,024.25", "−2"])
    func number(text: String) {
        #expect(matches("값 {수}개", "값 \(text)개"))
        #expect(matches("{수}", text))
    }

    @Test(
        "What is no number, or more than one, is none",
        arguments: ["", "-", "x", "1 2", "1.2.3", "1,2", "0x1f"])
    func noNumber(text: String) {
        #expect(!matches("값 {수}개", "값 \(text)개"))
    }

    @Test("A number ends before a point or comma that is the sentence's")
    func punctuation() {
        #expect(matches("pid {수}.", "pid 12."))
        #expect(matches("{수},{수}", "1,2"))
        #expect(matches("[{수}, {수}]", "[10, 20]"))
        #expect(!matches("{수}", "12."))
        // Never between two digits of one run.
        #expect(!matches("{수}5", "12345"))
    }

    @Test("Anything is anything on the line, nothing included, and never a line end")
    func anything() {
        #expect(matches("a{…}", "a"))
        #expect(matches("주소 {…}에 {수}", "주소 0x7ffe에 99"))
        #expect(matches("a{…}b{…}c", "abbbc"))
        #expect(!matches("a{…}b", "ac"))
        #expect(!matches("a{…}", "a\nb"))
    }

    @Test("Many holes in a long line take no time that matters", .timeLimit(.minutes(1)))
    func long() {
        let line = String(repeating: "a", count: 4_000)
        #expect(!matches(String(repeating: "{…}a", count: 40) + "b", line))
        #expect(matches(String(repeating: "{…}a", count: 40), line))
    }

    @Test("Composed and decomposed Hangul are the same text")
    func canonical() {
        #expect(matches("값", "\u{1100}\u{1161}\u{11B9}"))
    }
}
