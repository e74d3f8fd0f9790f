import Course
import Markdown

/// The text of a chapter, line by line, as a reader meets it: without marks, and without the answers of its quizzes.
struct ChapterText {
    struct Line {
        /// Index of its section; nil before the first.
        var section: Int?
        var text: String
        /// In the chapter's file.
        var number: Int
    }

    private(set) var lines: [Line] = []
    private var section: Int?
    private let quizzes: [Int: Quiz]

    init(_ chapter: Chapter) throws(MarkdownError) {
        let document = try Document(markdown: chapter.body, firstLine: chapter.bodyLine)
        quizzes = Dictionary(
            chapter.quizzes(in: document).map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
        for block in document.blocks {
            if case .heading(2, _) = block.content { section = section.map { $0 + 1 } ?? 0 }
            add(block)
        }
        section = nil
        for note in document.footnotes { note.blocks.forEach { add($0) } }
    }

    private mutating func add(_ text: String, at line: Int) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        lines.append(Line(section: section, text: text, number: line))
    }

    private mutating func add(_ block: Block) {
        switch block.content {
        case .heading(_, let inlines): add(inlines.plainText, at: block.line)
        case .paragraph(let inlines): add(inlines, at: block.line)
        case .list(let list):
            for item in list.items { item.blocks.forEach { add($0) } }
        case .quote(let blocks): blocks.forEach { add($0) }
        case .code(let code): add(code)
        case .table(let table): add(table, at: block.line)
        case .html, .rule: break
        }
    }

    /// Line by line as the author broke it.
    private mutating func add(_ inlines: [Inline], at line: Int) {
        var line = line
        var start = inlines.startIndex
        for (index, inline) in inlines.enumerated() {
            guard inline == .softBreak || inline == .hardBreak else { continue }
            add(inlines[start..<index].plainText, at: line)
            start = index + 1
            line += 1
        }
        add(inlines[start...].plainText, at: line)
    }

    private mutating func add(_ code: CodeBlock) {
        switch Fence(info: code.info) {
        // Exercises are found by themselves.
        case .exercise: break
        case .quiz:
            guard let quiz = quizzes[code.line] else { return }
            for text in [quiz.question] + quiz.choices { add(text, at: code.line) }
        case .sample, .output, .plain:
            let first = code.isFenced ? code.line + 1 : code.line
            for (index, text) in code.literal.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                add(String(text.drop(while: \.isWhitespace)), at: first + index)
            }
        }
    }

    /// A row a line, cells apart.
    private mutating func add(_ table: Block.Table, at line: Int) {
        let rows = [(line, table.header)] + table.rows.enumerated().map { (line + 2 + $0, $1) }
        for (line, row) in rows {
            add(row.map(\.plainText).filter { !$0.isEmpty }.joined(separator: " · "), at: line)
        }
    }
}
