import Markdown
import Reading
import Testing
import Text

@Suite("Any document") struct AnyDocumentTests {
    static let modes: [Page.Options] = [
        Page.Options(), Page.Options(colors: .color), Page.Options(colors: .color, hasLinks: true),
        Page.Options(isPiped: true), Page.Options(ascii: true),
    ]

    /// The line as a terminal shows it, or `nil` if a style or link stays open at its end.
    private func shown(_ line: String) -> String? {
        var shown = ""
        var isStyled = false
        var isLinked = false
        var rest = line[...]
        while let character = rest.first {
            guard character == "\u{1B}" else {
                shown.append(rest.removeFirst())
                continue
            }
            if let link = rest.prefixMatch(of: /\x{1B}\]8;;([^\x{1B}]*)\x{1B}\\/) {
                isLinked = !link.1.isEmpty
                rest = rest[link.range.upperBound...]
            } else if let style = rest.prefixMatch(of: /\x{1B}\[([0-9;]*)m/) {
                isStyled = style.1 != "0"
                rest = rest[style.range.upperBound...]
            } else {
                return nil
            }
        }
        return isStyled || isLinked ? nil : shown
    }

    @Test("Every line fits, ends without blanks, and closes what it opens", arguments: 0..<12)
    func fits(seed: Int) throws {
        var source = MarkdownSource(seed: seed)
        let markdown = source.document()
        let document = try Document(markdown: markdown)
        let page = Page(document, quizzes: source.quizzes(of: document), exercises: ["four-steps": "네 단계로 갈라 보기"])
        for mode in Self.modes {
            for width in Array(20...48) + stride(from: 50, through: 200, by: 25) {
                var options = mode
                options.width = width
                for line in page.lines(options) {
                    let rendered = line.content.rendered(options.colors)
                    let visible = try #require(shown(rendered), "open at the end: \(rendered)")
                    #expect(visible.cells <= width, "\(width): \(visible)")
                    #expect(visible.last?.isWhitespace != true, "\(width): \(visible)")
                }
            }
        }
    }

    @Test("Every word of a document is on its page", arguments: 0..<12)
    func words(seed: Int) throws {
        var source = MarkdownSource(seed: seed)
        let document = try Document(markdown: source.paragraphs())
        for width in [20, 40, 77] {
            let text = Page(document).lines(Page.Options(width: width, colors: .color)).map(\.content.text)
            let shown = text.joined().filter { !$0.isWhitespace }
            let meant = document.blocks.map { block -> String in
                guard case .paragraph(let inlines) = block.content else { return "" }
                return inlines.plainText
            }
            #expect(shown == meant.joined().filter { !$0.isWhitespace })
        }
    }

    @Test(
        "Hostile documents end quickly",
        arguments: [
            ">", "|", "[", "![", "*a_ ", "- ", "`", "~~", "1. ", "> - ", "a|b\n-|-\n", "# ", "가", " ", "\u{1100}", "👨‍",
            "```quiz\n",
        ])
    func hostile(unit: String) throws {
        let text = String(repeating: unit, count: 60_000 / unit.utf8.count)
        let elapsed = try ContinuousClock().measure {
            let lines = Page(try Document(markdown: text)).lines(Page.Options(width: 40, colors: .color))
            #expect(lines.allSatisfy { $0.content.cells <= 40 })
        }
        #expect(elapsed < .seconds(10))
    }

    @Test("A line of a megabyte is laid out")
    func longLine() throws {
        let text = String(repeating: "프로세스와 스레드 ", count: 1_000_000 / 25)
        let elapsed = try ContinuousClock().measure {
            let lines = Page(try Document(markdown: text)).lines(Page.Options(width: 80))
            #expect(lines.count > 8_000)
        }
        #expect(elapsed < .seconds(60))
    }

    @Test("A width that nobody can read is taken as the narrowest")
    func narrow() throws {
        for width in [-1, 0, 1, 9] {
            #expect(try page("가나다라마바사", width: width) == ["가나다라마", "바사"])
        }
    }
}
