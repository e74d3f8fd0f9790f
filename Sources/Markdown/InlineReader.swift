import CCmarkGFM

/// Translates the parser's running text into values.
struct InlineReader {
    func inlines(in parent: SyntaxNode, depth: Int) -> [Inline] {
        var result: [Inline] = []
        // The parser cuts text at every mark it tried; the pieces become one text again.
        var words = ""
        func endText() {
            guard !words.isEmpty else { return }
            result.append(.text(words))
            words = ""
        }
        for node in parent.children {
            let inline = inline(from: node, depth: depth)
            guard case .text(let more) = inline else {
                endText()
                result.append(inline)
                continue
            }
            words += more
        }
        endText()
        return result
    }

    private func inline(from node: SyntaxNode, depth: Int) -> Inline {
        switch node.kind {
        case CMARK_NODE_TEXT: .text(node.literal)
        case CMARK_NODE_CODE: .code(node.literal)
        case CMARK_NODE_HTML_INLINE: .html(node.literal)
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .hardBreak
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            Int(node.literal).map(Inline.footnote) ?? .text("[^\(node.literal)]")
        default: container(from: node, depth: depth)
        }
    }

    private func container(from node: SyntaxNode, depth: Int) -> Inline {
        guard depth + 1 < Document.depthLimit else { return .text(words(of: node)) }
        let children = inlines(in: node, depth: depth + 1)
        let address = SyntaxNode.text(cmark_node_get_url(node.pointer))
        let title = SyntaxNode.text(cmark_node_get_title(node.pointer))
        return switch node.kind {
        case CMARK_NODE_EMPH: .emphasis(children)
        case CMARK_NODE_STRONG: .strong(children)
        case CMARK_NODE_LINK: .link(destination: address, title: title, children)
        case CMARK_NODE_IMAGE: .image(source: address, title: title, children)
        default: .strikethrough(children)
        }
    }

    private func words(of node: SyntaxNode) -> String {
        node.descendants.map { node in
            switch node.kind {
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: " "
            default: node.literal
            }
        }.joined()
    }
}
