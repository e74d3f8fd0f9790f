import Markdown
import Testing

@Suite("Limits") struct LimitTests {
    @Test("A text over the limit is refused with its size")
    func tooLarge() {
        let text = String(repeating: "a", count: Document.byteLimit + 1)
        #expect(throws: MarkdownError.tooLarge(bytes: Document.byteLimit + 1, limit: Document.byteLimit)) {
            try Document(markdown: text)
        }
    }

    @Test("A line as long as the limit is read whole")
    func longLine() throws {
        let text = String(repeating: "가", count: Document.byteLimit / 3)
        #expect(try Document(markdown: text).blocks.first?.content == .paragraph([.text(text)]))
    }

    private func depth(_ blocks: [Block]) -> Int {
        blocks.reduce(0) { deepest, block in
            switch block.content {
            case .quote(let children): max(deepest, 1 + depth(children))
            case .list(let list): max(deepest, 1 + list.items.reduce(0) { max($0, depth($1.blocks)) })
            default: max(deepest, 1)
            }
        }
    }

    @Test("Deep nesting is cut, its text is kept")
    func deepNesting() throws {
        let quotes = try Document(markdown: String(repeating: ">", count: 60_000) + " 속\n")
        #expect(depth(quotes.blocks) == Document.depthLimit)
        let lists = try Document(
            markdown: (0..<100).map { String(repeating: "  ", count: $0) + "- 항목 \($0)\n" }.joined())
        #expect(depth(lists.blocks) == Document.depthLimit)
        #expect("\(lists.blocks)".contains("항목 99"))
        let emphasis = try Document(
            markdown: String(repeating: "*a **b ", count: 200) + "끝" + String(repeating: "** *", count: 200))
        #expect("\(emphasis.blocks)".contains("끝"))
    }

    @Test("Tables wider than anyone reads are text")
    func wideTables() throws {
        func table(_ columns: Int) -> String {
            String(repeating: "|a", count: columns) + "|\n" + String(repeating: "|-", count: columns) + "|\n"
        }
        guard case .table? = try Document(markdown: table(128)).blocks.first?.content else {
            Issue.record("128 columns are a table")
            return
        }
        guard case .paragraph? = try Document(markdown: table(129)).blocks.first?.content else {
            Issue.record("129 columns are text")
            return
        }
        // 100 columns by 340,000 rows would be 34 million cells.
        let bomb = table(100) + String(repeating: "a|\n", count: 340_000)
        guard case .paragraph? = try Document(markdown: bomb).blocks.first?.content else {
            Issue.record("too many cells are text")
            return
        }
    }

    @Test(
        "Hostile texts end quickly",
        arguments: [
            ">", "|", "[", "![", "*a_ ", "**a ", "- ", "`", "``a`", "<", "<a ", "[^a]", "~~", "가)**이",
            "|\n|-", "1. ", "[a](",
        ])
    func hostile(unit: String) throws {
        let text = String(repeating: unit, count: 60_000 / unit.utf8.count)
        let elapsed = try ContinuousClock().measure { _ = try Document(markdown: text) }
        #expect(elapsed < .seconds(5))
    }

    @Test("A row of 60 kB of | with its delimiters ends quickly")
    func pipes() throws {
        let text =
            String(repeating: "|", count: 30_001) + "\n" + String(repeating: "|-", count: 30_000) + "|\n"
        let elapsed = try ContinuousClock().measure { _ = try Document(markdown: text) }
        #expect(elapsed < .seconds(1))
    }
}
