import Course
import Foundation
import Testing

@Suite("Lessons/*.md")
struct ChapterFileTests {
    private static let front = "---\ntitle: 하나를 더함\nsummary: 더하기\nminutes: 5\n---\n"

    private func chapter(_ text: String, name: String = "01-sum.md") throws -> Chapter {
        try TemporaryCourse(["Lessons/\(name)": text]).load().chapter("1")
    }

    private func faults(_ text: String, name: String = "01-sum.md") throws -> [CourseError.Fault] {
        try TemporaryCourse(["Lessons/\(name)": text]).load().faults
    }

    @Test("front matter, sections and exercises of a page")
    func page() throws {
        let course = try TemporaryCourse([
            "Lessons/01-sum.md": Self.front + """
                # 하나를 더함

                ## 하나

                ```exercise
                held-sum
                ```

                ## 둘째 이야기
                ## 하나
                """, "Exercises/held-sum/exercise.yml": TemporaryCourse.minimalExercise,
        ])
        let chapter = try course.load().chapter("1")
        #expect(chapter.number == 1)
        #expect(chapter.slug == "sum")
        #expect(chapter.name == "01-sum")
        #expect(chapter.title == "하나를 더함")
        #expect(chapter.minutes == 5)
        #expect(chapter.bodyLine == 6)
        #expect(chapter.sections.map(\.anchor) == ["하나", "둘째-이야기", "하나-2"])
        #expect(chapter.sections.map(\.line) == [8, 14, 15])
        #expect(chapter.exercises == ["held-sum"])
    }

    @Test("an exercise that only the page names belongs to that chapter")
    func home() throws {
        let course = try TemporaryCourse([
            "Lessons/01-sum.md": Self.front + "```exercise\nheld-sum\n```\n",
            "Exercises/held-sum/exercise.yml": TemporaryCourse.minimalExercise,
        ])
        #expect(try course.load().exercise("held-sum").chapter == "01-sum")
    }

    @Test("an unknown key is a fault at its line of the file, and the chapter can be read all the same")
    func unknownKey() throws {
        let text = "---\ntitle: 가\nsumary: 나\n---\n## 절\n"
        #expect(try faults(text).places == ["unknown-key@3:1"])
        #expect(try chapter(text).sections.map(\.anchor) == ["절"])
    }

    @Test("without front matter the first heading is the title")
    func noFrontMatter() throws {
        #expect(try faults("# 제목\n").map(\.rule) == ["missing-front-matter"])
        #expect(try chapter("# 제목\n").title == "제목")
    }

    @Test("front matter that never ends is a fault")
    func unclosed() throws {
        #expect(try faults("---\ntitle: 가\n").map(\.rule) == ["missing-front-matter"])
    }

    @Test("a rule in the text does not end the page")
    func laterRule() throws {
        let chapter = try chapter(Self.front + "## 하나\n\n---\n\n## 둘\n")
        #expect(chapter.sections.count == 2)
        #expect(chapter.minutes == 5)
    }

    @Test("broken front matter leaves the text readable")
    func brokenFrontMatter() throws {
        let text = "---\ntitle: [\n---\n# 제목\n## 절\n"
        #expect(try faults(text).map(\.rule) == ["yaml"])
        #expect(try chapter(text).title == "제목")
    }

    @Test("byte order mark and CRLF are fine")
    func windows() throws {
        let text =
            "\u{FEFF}" + (Self.front + "## 하나\n\n글\n## 둘\n").replacingOccurrences(of: "\n", with: "\r\n")
        #expect(try faults(text).isEmpty)
        #expect(try chapter(text).sections.map(\.line) == [6, 9])
    }

    @Test(
        "a file that is no NN-slug.md is a fault",
        arguments: ["sum.md", "1.md", "-sum.md", "01-.md", "01-Sum.md", "0000001-a.md"])
    func names(name: String) throws {
        #expect(try faults(Self.front, name: name).map(\.rule) == ["bad-name"])
    }

    @Test("a README beside the chapters is none")
    func readme() throws {
        #expect(try faults("읽어 보세요", name: "README.md").isEmpty)
    }

    @Test("a chapter that is no text, or over 1 MB, is a fault and the others stay")
    func unusable() throws {
        let course = try TemporaryCourse(["Lessons/01-sum.md": Self.front])
        try course.write(Data([0x00, 0x01]), to: "Lessons/02-binary.md")
        try course.write(String(repeating: "a", count: 1 << 20 + 1), to: "Lessons/03-large.md")
        let loaded = try course.load()
        #expect(loaded.chapters.map(\.slug) == ["sum"])
        #expect(loaded.faults.map(\.rule) == ["not-text", "too-large"])
        #expect(throws: CourseError.faults([loaded.faults[0]])) { try loaded.chapter("2") }
    }

    @Test("a link out of the course is refused")
    func outside() throws {
        let other = try TemporaryCourse(["Lessons/01-secret.md": Self.front])
        let course = try TemporaryCourse()
        try course.link("Lessons/01-secret.md", to: other.root + "/Lessons/01-secret.md")
        #expect(try course.load().faults.map(\.rule) == ["outside"])
        #expect(try course.load().chapters.isEmpty)
    }

    @Test("a named pipe in the place of a chapter does not hold up the course")
    func pipe() throws {
        let course = try TemporaryCourse()
        mkfifo(course.root + "/Lessons/01-pipe.md", 0o600)
        #expect(try course.load().faults.map(\.rule) == ["not-a-file"])
    }

    @Test("a decomposed file name is the same chapter as the composed one")
    func decomposed() throws {
        let name = "01-합과-차".decomposedStringWithCanonicalMapping
        let course = try TemporaryCourse(["Lessons/\(name).md": Self.front])
        #expect(try course.load().chapter("합과-차").title == "하나를 더함")
    }

    @Test("old names are read, of sections too")
    func renamed() throws {
        let chapter = try chapter("---\ntitle: 가\nrenamed_from: [plus, \"plus#둘\"]\n---\n")
        #expect(chapter.renamedFrom == ["plus", "plus#둘"])
    }
}
