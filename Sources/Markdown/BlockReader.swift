import CCmarkGFM

/// Translates the parser's blocks into values.
struct BlockReader {
    let firstLine: Int

    func blocks(in parent: SyntaxNode, depth: Int) -> [Block] {
        parent.children.flatMap { blocks(from: $0, depth: depth) }
    }

    /// One block, or none for what is no block here, or several where nesting is cut off.
    private func blocks(from node: SyntaxNode, depth: Int) -> [Block] {
        if let leaf = leaf(from: node) { return [leaf] }
        guard node.kind == CMARK_NODE_LIST || node.kind == CMARK_NODE_BLOCK_QUOTE else { return [] }
        guard depth + 1 < Document.depthLimit else { return node.descendants.compactMap(leaf) }
        if node.kind == CMARK_NODE_LIST {
            return [Block(.list(list(from: node, depth: depth + 1)), line: line(of: node))]
        }
        return [Block(.quote(blocks(in: node, depth: depth + 1)), line: line(of: node))]
    }

    /// A block that holds no blocks.
    private func leaf(from node: SyntaxNode) -> Block? {
        let content: Block.Content
        switch node.kind {
        case CMARK_NODE_HEADING:
            content = .heading(level: Int(cmark_node_get_heading_level(node.pointer)), inlines(of: node))
        case CMARK_NODE_PARAGRAPH: content = .paragraph(inlines(of: node))
        case CMARK_NODE_CODE_BLOCK: content = .code(code(from: node))
        case CMARK_NODE_HTML_BLOCK: content = .html(node.literal)
        case CMARK_NODE_THEMATIC_BREAK: content = .rule
        default:
            guard node.kindName == "table" else { return nil }
            content = .table(table(from: node))
        }
        return Block(content, line: line(of: node))
    }

    private func code(from node: SyntaxNode) -> CodeBlock {
        // All three places must exist, though none is of interest.
        var (length, offset): (Int32, Int32) = (0, 0)
        var mark: CChar = 0
        let isFenced = cmark_node_get_fenced(node.pointer, &length, &offset, &mark) != 0
        let info = isFenced ? SyntaxNode.text(cmark_node_get_fence_info(node.pointer)) : ""
        return CodeBlock(
            info: info, literal: node.literal, line: line(of: node), column: node.column, isFenced: isFenced)
    }

    private func list(from node: SyntaxNode, depth: Int) -> Block.List {
        let isOrdered = cmark_node_get_list_type(node.pointer) == CMARK_ORDERED_LIST
        let items = node.children.map { item in
            let isTask = item.kindName == "tasklist"
            return Block.List.Item(
                blocks: blocks(in: item, depth: depth),
                isDone: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(item.pointer) : nil,
                line: line(of: item))
        }
        return Block.List(
            start: isOrdered ? Int(cmark_node_get_list_start(node.pointer)) : nil,
            isTight: cmark_node_get_list_tight(node.pointer) != 0,
            items: items)
    }

    private func table(from node: SyntaxNode) -> Block.Table {
        let columns = Int(cmark_gfm_extensions_get_table_columns(node.pointer))
        let start = cmark_gfm_extensions_get_table_alignments(node.pointer)
        let marks = UnsafeBufferPointer(start: start, count: start == nil ? 0 : columns)
        var rows = node.children.map { row in
            let cells = row.children.map { inlines(of: $0) }
            return Array(cells.prefix(columns)) + Array(repeating: [], count: max(0, columns - cells.count))
        }
        let header = rows.isEmpty ? [] : rows.removeFirst()
        return Block.Table(alignments: marks.map(alignment), header: header, rows: rows)
    }

    private func alignment(of mark: UInt8) -> Block.Table.Alignment {
        switch mark {
        case UInt8(ascii: "l"): .left
        case UInt8(ascii: "c"): .center
        case UInt8(ascii: "r"): .right
        default: .natural
        }
    }

    private func inlines(of node: SyntaxNode) -> [Inline] { InlineReader().inlines(in: node, depth: 0) }

    private func line(of node: SyntaxNode) -> Int { node.line + firstLine - 1 }
}
