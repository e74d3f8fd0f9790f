import Markdown
import Testing

@Suite("Blocks") struct BlockTests {
    private func blocks(_ markdown: String) throws -> [Block] { try Document(markdown: markdown).blocks }

    @Test("Headings, paragraphs, rules and html with their lines")
    func simpleBlocks() throws {
        #expect(
            try blocks("# 하나\n\n글\n둘째 줄\n\n---\n\n<div>\n</div>\n\n### `셋`") == [
                Block(.heading(level: 1, [.text("하나")]), line: 1),
                Block(.paragraph([.text("글"), .softBreak, .text("둘째 줄")]), line: 3),
                Block(.rule, line: 6),
                Block(.html("<div>\n</div>\n"), line: 8),
                Block(.heading(level: 3, [.code("셋")]), line: 11),
            ])
    }

    @Test("Inline marks")
    func inlineMarks() throws {
        let paragraph = "*가* **나** ~~다~~ `라` [마](b \"제목\") ![바](c.png) <br> http://a.b 끝  \n줄"
        #expect(
            try blocks(paragraph).first?.content
                == .paragraph([
                    .emphasis([.text("가")]), .text(" "), .strong([.text("나")]), .text(" "),
                    .strikethrough([.text("다")]), .text(" "), .code("라"), .text(" "),
                    .link(destination: "b", title: "제목", [.text("마")]), .text(" "),
                    .image(source: "c.png", title: "", [.text("바")]), .text(" "), .html("<br>"), .text(" "),
                    .link(destination: "http://a.b", title: "", [.text("http://a.b")]), .text(" 끝"),
                    .hardBreak,
                    .text("줄"),
                ]))
    }

    @Test("Lists know their numbers, tightness, tasks and lines")
    func lists() throws {
        let found = try blocks("3. 가\n4. 나\n   - [x] 다\n   - [ ] 라\n\n뒤\n\n* 마\n\n* 바\n")
        func paragraph(_ text: String, _ line: Int) -> Block { Block(.paragraph([.text(text)]), line: line) }
        let tasks = Block.List(items: [
            Block.List.Item(blocks: [paragraph("다", 3)], isDone: true, line: 3),
            Block.List.Item(blocks: [paragraph("라", 4)], isDone: false, line: 4),
        ])
        let numbered = Block.List(
            start: 3,
            items: [
                Block.List.Item(blocks: [paragraph("가", 1)], line: 1),
                Block.List.Item(blocks: [paragraph("나", 2), Block(.list(tasks), line: 3)], line: 2),
            ])
        let loose = Block.List(
            isTight: false,
            items: [
                Block.List.Item(blocks: [paragraph("마", 8)], line: 8),
                Block.List.Item(blocks: [paragraph("바", 10)], line: 10),
            ])
        #expect(
            found == [Block(.list(numbered), line: 1), paragraph("뒤", 6), Block(.list(loose), line: 8)])
    }

    @Test("Tables know their alignment; short rows are filled up and long ones cut")
    func tables() throws {
        let found = try blocks("|a|b|c|d|\n|-|:-|:-:|-:|\n|1|\n|1|2|3|4|5|\n")
        let empty: Block.Table.Cell = []
        #expect(
            found == [
                Block(
                    .table(
                        Block.Table(
                            alignments: [.natural, .left, .center, .right],
                            header: [[.text("a")], [.text("b")], [.text("c")], [.text("d")]],
                            rows: [
                                [[.text("1")], empty, empty, empty],
                                [[.text("1")], [.text("2")], [.text("3")], [.text("4")]],
                            ])), line: 1)
            ])
    }

    @Test("Code blocks know their info, text and line, wherever they stand")
    func codeBlocks() throws {
        let document = try Document(
            markdown:
                "```swift run\nlet a = 1\n\n```\n- 글\n  ~~~text\n  둘\n  ~~~\n\n> ```\n> 셋\n> ```\n\n    넷\n",
            firstLine: 10)
        #expect(
            document.codeBlocks == [
                CodeBlock(info: "swift run", literal: "let a = 1\n\n", line: 10),
                CodeBlock(info: "text", literal: "둘\n", line: 15, column: 3),
                CodeBlock(info: "", literal: "셋\n", line: 19, column: 3),
            ])
        #expect(
            document.blocks.last?.content
                == .code(CodeBlock(info: "", literal: "넷\n", line: 23, column: 5, isFenced: false)))
    }

    @Test("Footnotes are numbered by their first use")
    func footnotes() throws {
        let document = try Document(markdown: "가[^b] 나[^a] 다[^b]\n\n[^a]: 하나\n[^b]: 둘\n[^c]: 셋\n")
        #expect(
            document.blocks.first?.content
                == .paragraph([
                    .text("가"), .footnote(1), .text(" 나"), .footnote(2), .text(" 다"), .footnote(1),
                ]))
        #expect(document.blocks.count == 1)
        #expect(document.footnotes.map(\.number) == [1, 2])
        #expect(
            document.footnotes.map { $0.blocks.map(\.content) } == [
                [.paragraph([.text("둘")])], [.paragraph([.text("하나")])],
            ])
    }

    @Test("Any kind of line end, a byte order mark and NUL are fine")
    func oddBytes() throws {
        #expect(
            try blocks("\u{FEFF}# 가\r\n나\r다") == [
                Block(.heading(level: 1, [.text("가")]), line: 1),
                Block(.paragraph([.text("나"), .softBreak, .text("다")]), line: 2),
            ])
        #expect(try blocks("가\u{0}나").first?.content == .paragraph([.text("가\u{FFFD}나")]))
        #expect(try blocks("").isEmpty)
    }
}
