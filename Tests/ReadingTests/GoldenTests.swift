import Course
import Foundation
import Markdown
import Reading
import Testing
import Text

/// One document for each point of the checklist of a page, as it was looked at and found right.
///
/// `SIL_WRITE_GOLDEN=1 swift test --filter GoldenTests` writes them anew; read the difference before it is committed.
@Suite("Points of the checklist") struct GoldenTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
            $0.hasSuffix(".md")
        }
        .map { String($0.dropLast(3)) }.sorted()

    private static let looks: [(name: String, options: Page.Options)] = [
        ("plain 40", Page.Options(width: 40)), ("plain 80", Page.Options(width: 80)),
        ("plain 20", Page.Options(width: 20)),
        ("colour and links 80", Page.Options(width: 80, colors: .color, hasLinks: true)),
        ("colour 40", Page.Options(width: 40, colors: .color)),
        ("piped 60", Page.Options(width: 60, isPiped: true)),
        ("ascii 40", Page.Options(width: 40, ascii: true)),
        ("syllables, joined 40", Page.Options(width: 40, breaking: .syllables, joinsLines: true)),
        ("spoken 60", Page.Options(width: 60, isSpoken: true)),
    ]

    private static let course: Course = {
        let one = Chapter(
            number: 1, slug: "one", name: "01-one", path: "/c/Lessons/01-one.md", title: "하나",
            sections: [Chapter.Section(title: "하나", anchor: "하나", line: 3)])
        let two = Chapter(
            number: 2, slug: "process", name: "02-process", path: "/c/Lessons/02-process.md", title: "둘",
            sections: [Chapter.Section(title: "만들기", anchor: "만들기", line: 3)])
        return Course(id: "c", title: "c", root: "/c", chapters: [one, two])
    }()

    private func rendered(_ markdown: String) throws -> String {
        let document = try Document(markdown: markdown)
        let quiz = QuizCard(question: "나올 수 있는 **값(value)**은?", choices: ["2뿐", "1 또는 2"])
        let page = Page(
            document, quizzes: Dictionary(document.codeBlocks.map { ($0.line, quiz) }) { first, _ in first },
            exercises: ["four-steps": "네 단계로 갈라 보기"],
            links: CourseLinks(of: Self.course.chapters[0], in: Self.course))
        return Self.looks.map { look in
            let text = page.lines(look.options).map { line in
                line.content.rendered(look.options.colors).replacing("\u{1B}", with: "\\e") + "$\n"
            }
            return "=== \(look.name)\n" + text.joined()
        }.joined()
    }

    @Test("There is a document for each of the twenty points")
    func count() {
        let points = Self.names.map { $0.prefix(2) }
        #expect(points == (1...20).map { $0 < 10 ? "0\($0)" : "\($0)" })
    }

    @Test("A document looks as it was found right", arguments: names)
    func golden(name: String) throws {
        let source = try Data(contentsOf: Self.folder.appending(path: name + ".md"))
        let text = try rendered(String(decoding: source, as: UTF8.self))
        let file = Self.folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["SIL_WRITE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        for (line, pair) in zip(text.split(separator: "\n"), expected).enumerated() {
            #expect(pair.0 == pair.1, "\(name).txt:\(line + 1)")
        }
        #expect(text.split(separator: "\n").count == expected.count)
    }
}
