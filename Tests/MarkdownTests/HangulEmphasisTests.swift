import Markdown
import Testing

@Suite("Emphasis beside Hangul") struct HangulEmphasisTests {
    private func inlines(_ markdown: String) throws -> [Inline] {
        let blocks = try Document(markdown: markdown).blocks
        guard blocks.count == 1, case .paragraph(let inlines) = blocks[0].content else { return [] }
        return inlines
    }

    /// The strong words of each line, and what follows them.
    static let strong: [(markdown: String, words: String, rest: String)] = [
        ("**락(lock)**이", "락(lock)", "이"),
        ("**\"인용\"**은", "\"인용\"", "은"),
        ("**“고객”**이", "“고객”", "이"),
        ("**50%**가", "50%", "가"),
        ("**`mutex`**를", "mutex", "를"),
        ("**C++**로", "C++", "로"),
        ("**주의!**다음", "주의!", "다음"),
        ("**[링크](http://a.b)**를", "링크", "를"),
        ("이것은**\"인용\"**이다", "\"인용\"", "이다"),
        ("**굵게**는", "굵게", "는"),
        ("**락(lock)** 이", "락(lock)", " 이"),
        ("**“고객”**.", "“고객”", "."),
        ("**락(lock)**\u{110B}\u{1175}", "락(lock)", "\u{110B}\u{1175}"),
    ]

    @Test("Strong words stay strong before a particle", arguments: strong)
    func strongWords(markdown: String, words: String, rest: String) throws {
        let inlines = try inlines(markdown)
        let found = inlines.compactMap { inline -> String? in
            guard case .strong(let children) = inline else { return nil }
            return children.plainText
        }
        #expect(found == [words])
        #expect(inlines.last == .text(rest))
        #expect(!inlines.plainText.contains("*"))
    }

    @Test("Emphasis and strikethrough are mended too")
    func otherMarks() throws {
        #expect(try inlines("*락(lock)*이") == [.emphasis([.text("락(lock)")]), .text("이")])
        #expect(try inlines("~~락(lock)~~이") == [.strikethrough([.text("락(lock)")]), .text("이")])
        #expect(try inlines("***락(lock)***이") == [.emphasis([.strong([.text("락(lock)")])]), .text("이")])
    }

    @Test("Several in a line do not disturb each other")
    func several() throws {
        #expect(
            try inlines("**락(lock)**이 **“값”**을 **C++**로") == [
                .strong([.text("락(lock)")]), .text("이 "), .strong([.text("“값”")]), .text("을 "),
                .strong([.text("C++")]), .text("로"),
            ])
    }

    @Test("Marks behind an opening bracket open")
    func openingBracket() throws {
        #expect(
            try inlines("*가 (*나*) 다*") == [
                .emphasis([.text("가 ("), .emphasis([.text("나")]), .text(") 다")])
            ])
        #expect(
            try inlines("(**락**)과 “**값**”") == [
                .text("("), .strong([.text("락")]), .text(")과 “"), .strong([.text("값")]), .text("”"),
            ])
    }

    @Test("What an author escaped stays a sign")
    func escaped() throws {
        #expect(try inlines("\\*락(lock)\\*이") == [.text("*락(lock)*이")])
        #expect(try inlines("3 * 4 * 5는") == [.text("3 * 4 * 5는")])
    }

    @Test("Code keeps its bytes")
    func code() throws {
        #expect(try inlines("`a)**이` 그리고 `\"*가`") == [.code("a)**이"), .text(" 그리고 "), .code("\"*가")])
        let document = try Document(markdown: "```c run)*가\na)**이\n```\n\n    \"**인\n")
        let literals = document.blocks.map { block -> String in
            guard case .code(let code) = block.content else { return "" }
            return code.info + "|" + code.literal
        }
        #expect(literals == ["c run)*가|a)**이\n", "|\"**인\n"])
    }

    @Test("Addresses, titles and tags keep theirs")
    func addresses() throws {
        #expect(
            try inlines("[글](<a)**가> \"제)*목\")") == [
                .link(destination: "a)**가", title: "제)*목", [.text("글")])
            ])
        #expect(try inlines("값 <b c=\")*가\">") == [.text("값 "), .html("<b c=\")*가\">")])
    }

    @Test("Fences of tildes stay fences")
    func tildes() throws {
        let document = try Document(markdown: ">~~~글\n>값\n>~~~\n")
        #expect(document.codeBlocks.map(\.info) == ["글"])
    }
}
