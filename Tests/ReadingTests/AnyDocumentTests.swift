import Markdown
import Reading
import Testing
import Text

@Suite("Any document") struct AnyDocumentTests {
    static let modes: [Page.Options] = [
        Page.Options(), Page.Options(colors: .color), Page.Options(colors: .color, hasLinks: true),
        Page.Options(isPiped: true), Page.Options(ascii: true), Page.Options(isSpoken: true),
        Page.Options(colors: .color, breaking: .syllables, joinsLines: true),
    ]

    /// The line as a terminal shows it, or `nil` if a style or link stays open at its end.
    private func shown(_ line: String) -> String? {
        let pieces = line.split(separator: "\u{1B}", omittingEmptySubsequences: false)
        var shown = String(pieces[0])
        var isStyled = false
        var isLinked = false
        for piece in pieces.dropFirst() {
            if piece.hasPrefix("]8;;") {
                isLinked = piece.count > 4
            } else if piece.hasPrefix("\\") {
                shown += piece.dropFirst()
            } else if piece.hasPrefix("["), let end = piece.firstIndex(of: "m") {
                isStyled = piece[..<end] != "[0"
                shown += piece[end...].dropFirst()
            } else {
                return nil
            }
        }
        return isStyled || isLinked ? nil : shown
    }

    private static let documents = 8

    /// All widths are tried, each with another document.
    @Test("Every line fits, ends without blanks, and closes what it opens", arguments: 0..<documents)
    func fits(seed: Int) throws {
        var source = MarkdownSource(seed: seed)
        let document = try Document(markdown: source.document())
        let page = Page(
            document, quizzes: source.quizzes(of: document), exercises: ["four-steps": "네 단계로 갈라 보기"])
        for mode in Self.modes {
            for width in stride(from: 20 + seed, through: 200, by: Self.documents) {
                var options = mode
                options.width = width
                let faults = page.lines(options).map { $0.content.rendered(options.colors) }.filter { line in
                    guard let shown = shown(line) else { return true }
                    return shown.cells > width || shown.last?.isWhitespace == true
                }
                #expect(faults.isEmpty, "\(width)")
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

    private func letters(_ text: some Sequence<Character>) -> [Character: Int] {
        text.reduce(into: [:]) { counts, character in
            if character.isLetter { counts[character, default: 0] += 1 }
        }
    }

    private func text(of blocks: [Block]) -> String {
        blocks.map { block in
            switch block.content {
            case .heading(_, let inlines), .paragraph(let inlines): inlines.plainText
            case .list(let list): list.items.map { text(of: $0.blocks) }.joined()
            case .quote(let blocks): text(of: blocks)
            case .code(let code): code.literal
            case .table(let table):
                ([table.header] + table.rows).joined().map(\.plainText).joined(separator: " ")
            case .html(let html): html
            case .rule: ""
            }
        }.joined(separator: " ")
    }

    @Test("No letter of a document is lost, however narrow and however it is shown", arguments: 0..<6)
    func nothingIsLost(seed: Int) throws {
        var source = MarkdownSource(seed: 300 + seed)
        let document = try Document(markdown: source.document())
        let meant = letters(text(of: document.blocks))
        for mode in Self.modes + [
            Page.Options(isSpoken: true), Page.Options(breaking: .syllables, joinsLines: true),
        ] {
            for width in [20, 37, 80, 200] {
                var options = mode
                options.width = width
                let shown = letters(Page(document).lines(options).map(\.content.text).joined(separator: " "))
                #expect(meant.allSatisfy { shown[$0.key, default: 0] >= $0.value }, "\(width)")
            }
        }
    }

    @Test(
        "Hostile documents end quickly",
        arguments: [
            ">", "|", "[", "![", "*a_ ", "- ", "`", "~~", "1. ", "> - ", "a|b\n-|-\n", "# ", "가", " ",
            "\u{1100}", "👨‍",
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
