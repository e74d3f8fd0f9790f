/// A markdown text (GFM with footnotes) as values.
///
/// Two things differ from CommonMark. Emphasis beside Hangul means what its author meant (`**락(lock)**이` is strong),
/// and blocks nested deeper than `depthLimit` are lifted to that depth, so that whoever walks the tree may recurse.
public struct Document: Sendable, Equatable {
    /// A note at the end, referred to by `Inline.footnote`.
    public struct Footnote: Sendable, Equatable {
        public var number: Int
        public var blocks: [Block]

        public init(number: Int, blocks: [Block]) {
            self.number = number
            self.blocks = blocks
        }
    }

    /// The longest text that is parsed, in bytes.
    public static let byteLimit = 1 << 20
    /// How deep blocks may nest, and how deep emphasis and links may; what is deeper keeps its text.
    public static let depthLimit = 32

    public var blocks: [Block]
    /// In the order of their first use; what is never used is left out.
    public var footnotes: [Footnote]

    /// - Parameters:
    ///   - markdown: NUL characters become U+FFFD; a byte order mark and any kind of line end are fine.
    ///   - firstLine: the number of the first line, where the text is the rest of a file.
    public init(markdown: String, firstLine: Int = 1) throws(MarkdownError) {
        let bytes = markdown.utf8.count
        guard bytes <= Self.byteLimit else {
            throw .tooLarge(bytes: bytes, limit: Self.byteLimit)
        }
        (blocks, footnotes) = try SyntaxTree(of: markdown).read(firstLine: firstLine)
    }
}

extension Document {
    /// The headings outside of lists and quotes, in order.
    public var headings: [Heading] {
        blocks.compactMap { block in
            guard case .heading(let level, let inlines) = block.content else { return nil }
            return Heading(level: level, title: inlines.plainText.trimmed, line: block.line)
        }
    }

    /// One for each `##` heading, in order.
    ///
    /// The anchor is the title in lower case with one `-` for each run of blanks; nothing else is changed or dropped
    /// (`## Swift 6이 막는 것!` has `swift-6이-막는-것!`). A title that stood before gets `-2`, then `-3`.
    public var sections: [Section] {
        var taken: Set<String> = []
        return headings.filter { $0.level == 2 }.map { heading in
            let base = heading.title.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
            var anchor = base
            var repeats = 1
            while !taken.insert(anchor).inserted {
                repeats += 1
                anchor = "\(base)-\(repeats)"
            }
            return Section(title: heading.title, anchor: anchor, line: heading.line)
        }
    }

    /// Every fenced block, in lists and quotes too, in order.
    public var codeBlocks: [CodeBlock] {
        var found: [CodeBlock] = []
        func walk(_ blocks: [Block]) {
            for block in blocks {
                switch block.content {
                case .code(let code) where code.isFenced: found.append(code)
                case .quote(let children): walk(children)
                case .list(let list): list.items.forEach { walk($0.blocks) }
                default: break
                }
            }
        }
        walk(blocks)
        return found
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
