import CCmarkGFM
import Synchronization

/// The tree of cmark-gfm for as long as it takes to read it into values.
struct SyntaxTree: ~Copyable {
    private let parser: OpaquePointer
    private let root: OpaquePointer

    init(of markdown: String) throws(MarkdownError) {
        Self.registerExtensions
        guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8) else {
            throw .outOfMemory
        }
        let tables = TableLimit.holds(for: markdown) ? ["table"] : []
        for name in tables + ["strikethrough", "autolink", "tasklist"] {
            guard let syntax = cmark_find_syntax_extension(name) else { continue }
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
        let marked = HangulEmphasis.mark(markdown)
        let parsed = Self.parsing.withLock { _ in
            marked.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return }
                cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), bytes.count)
            }
            return UInt(bitPattern: cmark_parser_finish(parser))
        }
        guard let root = OpaquePointer(bitPattern: parsed) else {
            cmark_parser_free(parser)
            throw .outOfMemory
        }
        self.parser = parser
        self.root = root
    }

    deinit {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    func read(firstLine: Int) -> (blocks: [Block], footnotes: [Document.Footnote]) {
        let reader = BlockReader(firstLine: firstLine)
        // The parser moves the notes to the end of the document, numbered by their first use.
        let notes = SyntaxNode.children(of: root).filter { $0.kind == CMARK_NODE_FOOTNOTE_DEFINITION }
        let footnotes = notes.enumerated().map { index, note in
            Document.Footnote(number: index + 1, blocks: reader.blocks(in: note, depth: 1))
        }
        return (reader.blocks(in: SyntaxNode(root), depth: 0), footnotes)
    }

    /// One at a time: cmark-gfm 0.29.0.gfm.6 notes the characters that begin the inlines of extensions (`~`) in a table of the
    /// whole process when a parser finishes, and strikes them out behind it; another that is under way then takes them for text.
    private static let parsing = Mutex<Void>(())

    /// Once a process, whatever thread is first.
    private static let registerExtensions: Void = cmark_gfm_core_extensions_ensure_registered()
}
