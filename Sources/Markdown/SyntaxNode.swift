import CCmarkGFM

/// A node of the parser's tree; valid as long as its `SyntaxTree`.
struct SyntaxNode {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    var kind: cmark_node_type { cmark_node_get_type(pointer) }

    /// The only name that nodes of extensions go by.
    var kindName: String { cmark_node_get_type_string(pointer).map { String(cString: $0) } ?? "" }

    var line: Int { Int(cmark_node_get_start_line(pointer)) }

    var column: Int { Int(cmark_node_get_start_column(pointer)) }

    var literal: String { Self.text(cmark_node_get_literal(pointer)) }

    var children: some Sequence<SyntaxNode> { Self.children(of: pointer) }

    static func children(of pointer: OpaquePointer) -> some Sequence<SyntaxNode> {
        sequence(state: cmark_node_first_child(pointer)) { next in
            guard let node = next else { return nil }
            next = cmark_node_next(node)
            return SyntaxNode(node)
        }
    }

    /// This node and everything below it, in the order of the text, without recursion.
    var descendants: [SyntaxNode] {
        guard let iterator = cmark_iter_new(pointer) else { return [] }
        defer { cmark_iter_free(iterator) }
        var found: [SyntaxNode] = []
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            found.append(SyntaxNode(node))
        }
        return found
    }

    static func text(_ characters: UnsafePointer<CChar>?) -> String {
        guard let characters else { return "" }
        return HangulEmphasis.unmark(String(cString: characters))
    }
}
