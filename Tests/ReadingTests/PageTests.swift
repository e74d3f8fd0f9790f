import Markdown
import Reading
import Testing
import Text

@Suite("Pages") struct PageTests {
    static let chapter = "# 장\n\n머리말\n\n## 하나\n\n글[^a]\n\n> ## 인용\n\n## 둘\n\n```\na\n```\n\n[^a]: 설명\n"

    @Test("A line knows its section and its source line")
    func places() throws {
        let lines = Page(try Document(markdown: Self.chapter, firstLine: 10)).lines()
        let places = lines.map {
            "\($0.section.map(String.init) ?? "-") \($0.source.map(String.init) ?? "-") \($0.content.text)"
        }
        #expect(
            places == [
                "- 10 장", "- 10 ══", "- - ", "- 12 머리말", "- - ",
                "0 14 하나", "0 14 ────", "0 - ", "0 16 글[1]", "0 - ", "0 18 ▌ 인용", "0 18 ▌ ────", "0 - ",
                "1 20 둘", "1 20 ──", "1 - ", "1 22 │ a", "- - ", "- - [1] 설명",
            ])
    }

    @Test("Sections are numbered as the document numbers them")
    func sections() throws {
        let document = try Document(markdown: Self.chapter)
        let page = Page(document)
        for (index, section) in document.sections.enumerated() {
            #expect(page.lines(ofSection: index).first?.content.text == section.title)
            #expect(page.lines(ofSection: index).last?.content.isEmpty == false)
        }
        #expect(page.lines(ofSection: 2).isEmpty)
    }

    @Test("As text, each line has its line end and there is nothing but text")
    func rendered() throws {
        let text = Page(try Document(markdown: Self.chapter)).rendered()
        #expect(text.hasPrefix("장\n══\n\n머리말\n"))
        #expect(text.hasSuffix("[1] 설명\n"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test("Composed and decomposed Hangul are laid out alike")
    func composition() throws {
        let composed = "## 각을\n\n각을 각을 각을 각을 각을 각을\n\n|각을|각을|\n|-|-|\n|각을|각을|\n"
        let decomposed = composed.replacing("각을", with: "\u{1100}\u{1161}\u{11A8}\u{110B}\u{1173}\u{11AF}")
        #expect(decomposed.unicodeScalars.count > composed.unicodeScalars.count)
        #expect(try page(decomposed, width: 20) == page(composed, width: 20))
    }
}
