import Markdown

/// Running text of a course, line by line: what is judged as language, with code cut out of it.
struct Prose: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case heading
        /// Paragraphs, lists, tables.
        case text
        /// Texts in YAML: quizzes, manifests.
        case data
    }

    var kind: Kind
    /// Of the file, 1-based.
    var line: Int
    /// Code stands in it as `Prose.hole`.
    var text: String

    /// Stands for a piece of code: what follows it at once is a particle of the code, and no word.
    static let hole: Character = "\u{FFFC}"

    var words: [Substring] { text.split(whereSeparator: \.isWhitespace) }

    // MARK: Markdown

    static func lines(of document: Document) -> [Prose] {
        document.blocks.flatMap(lines) + document.footnotes.flatMap { $0.blocks.flatMap(lines) }
    }

    private static func lines(of block: Block) -> [Prose] {
        switch block.content {
        case .heading(_, let content): lines(of: content, from: block.line, kind: .heading)
        case .paragraph(let content): lines(of: content, from: block.line, kind: .text)
        case .list(let list): list.items.flatMap { $0.blocks.flatMap(lines) }
        case .quote(let blocks): blocks.flatMap(lines)
        case .table(let table): lines(of: table, from: block.line)
        case .code(let code): code.info.split(separator: " ").first == "quiz" ? lines(ofYAML: code) : []
        case .html, .rule: []
        }
    }

    /// Rows stand one a line below the header and its rule.
    private static func lines(of table: Block.Table, from line: Int) -> [Prose] {
        let header = table.header.flatMap { lines(of: $0, from: line, kind: .text) }
        return header
            + table.rows.enumerated().flatMap { index, row in
                row.flatMap { lines(of: $0, from: line + 2 + index, kind: .text) }
            }
    }

    private static func lines(of inlines: [Inline], from line: Int, kind: Kind) -> [Prose] {
        var lines = [Prose(kind: kind, line: line, text: "")]
        append(inlines, to: &lines)
        return lines.filter { $0.text.contains { !$0.isWhitespace } }
    }

    private static func append(_ inlines: [Inline], to lines: inout [Prose]) {
        for inline in inlines {
            let last = lines[lines.count - 1]
            switch inline {
            case .text(let text): lines[lines.count - 1].text += text
            case .code: lines[lines.count - 1].text.append(hole)
            case .emphasis(let children), .strong(let children), .strikethrough(let children):
                append(children, to: &lines)
            case .link(let destination, _, let children):
                // An address that stands for itself is no language.
                if children.plainText == destination {
                    lines[lines.count - 1].text.append(hole)
                } else {
                    append(children, to: &lines)
                }
            case .image(_, _, let children): append(children, to: &lines)
            case .softBreak, .hardBreak:
                lines.append(Prose(kind: last.kind, line: last.line + 1, text: ""))
            case .html, .footnote: lines[lines.count - 1].text.append(" ")
            }
        }
    }

    // MARK: YAML

    /// The lines of a YAML text, without comments' marks and code; keys are Latin and hold no word of the language.
    private static func lines(ofYAML block: CodeBlock) -> [Prose] {
        lines(
            ofYAML: block.literal.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
            from: block.line + 1)
    }

    static func lines(ofYAML lines: [String], from first: Int) -> [Prose] {
        lines.enumerated().compactMap { index, line in
            let text = withoutCode(line)
            guard text.contains(where: Hangul.isSyllable) else { return nil }
            return Prose(kind: .data, line: first + index, text: text)
        }
    }

    /// What stands between backticks becomes a hole; without a closing one, the rest of the line is language.
    private static func withoutCode(_ line: String) -> String {
        var result = ""
        var parts = line.split(separator: "`", omittingEmptySubsequences: false)[...]
        while let part = parts.popFirst() {
            result += part
            guard parts.count >= 2, parts.popFirst() != nil else { continue }
            result.append(hole)
        }
        return result
    }
}

enum Hangul {
    /// A whole syllable: `가` to `힣`.
    static func isSyllable(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return (0xAC00...0xD7A3).contains(scalar.value)
    }
}
