import Course
import Markdown
import Text

/// Turns blocks into lines of a width.
struct BlockLayout {
    let inlines: InlineLayout
    let marks: Marks
    let fences: FenceLayout
    let tables: TableLayout
    private let spoken: SpokenWords?

    init(_ options: Page.Options, cards: PageCards, answers: [LiveBlock.ID: LiveAnswer]? = nil) {
        inlines = InlineLayout(options, links: cards.links)
        marks = options.ascii || options.isSpoken ? .ascii : .unicode
        fences = FenceLayout(options, marks: marks, inlines: inlines, cards: cards, answers: answers)
        tables = TableLayout(inlines: inlines, marks: marks, isSpoken: options.isSpoken)
        spoken = options.isSpoken ? SpokenWords() : nil
    }

    /// - Parameter depth: how many lists the block is in.
    func lines(of block: Block, width: Int, depth: Int = 0) -> [StyledLine] {
        switch block.content {
        case .heading(let level, let text): heading(level, text, width: width)
        case .paragraph(let text): inlines.wrapped(text, to: width)
        case .list(let list): self.list(list, width: width, depth: depth)
        case .quote(let blocks): quote(blocks, width: width, depth: depth)
        case .code(let code): fences.lines(of: code, width: width)
        case .table(let table): tables.lines(of: table, width: width)
        case .html(let html): self.html(html, width: width)
        case .rule: rule(width: width)
        }
    }

    func lines(of footnotes: [Document.Footnote], width: Int) -> [StyledLine] {
        let widest = footnotes.last.map { "[\($0.number)] ".cells } ?? 0
        return footnotes.flatMap { note in
            let words = spoken?.footnote(note.number) ?? "[\(note.number)] ".padded(to: widest, .right)
            let marker = StyledLine(words, Look.label)
            return hanging(marker, width: width) {
                lines(of: note.blocks, isTight: true, width: $0, depth: 0)
            }
        }
    }

    /// Whether a blank line belongs between two blocks: an output stands right under its program.
    func isSpaced(_ first: Block, _ second: Block) -> Bool {
        guard case .code(let program) = first.content, case .code(let output) = second.content else {
            return true
        }
        return !(Fence(info: program.info).isSample && Fence(info: output.info) == .output)
    }

    private func lines(of blocks: [Block], isTight: Bool, width: Int, depth: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var previous: Block?
        for block in blocks {
            let content = self.lines(of: block, width: width, depth: depth)
            guard !content.isEmpty else { continue }
            if let previous, !isTight, isSpaced(previous, block) { lines.append(StyledLine()) }
            lines += content
            previous = block
        }
        return lines
    }

    /// The first two levels are told by what is under them, the others by their `#`, as no terminal has sizes.
    private func heading(_ level: Int, _ text: [Inline], width: Int) -> [StyledLine] {
        if let spoken {
            return inlines.wrapped(StyledLine(spoken.heading(level)) + inlines.line(of: text), to: width)
        }
        let style = level == 1 ? Look.title : Look.heading
        guard level <= 2 else {
            let sign = StyledLine(String(repeating: "#", count: level) + " ", Look.frame)
            return inlines.wrapped(sign + inlines.line(of: text, style: style), to: width)
        }
        let lines = inlines.wrapped(inlines.line(of: text, style: style), to: width)
        let widest = lines.reduce(0) { max($0, $1.cells) }
        let line = String(repeating: level == 1 ? marks.doubleLine : marks.line, count: widest)
        return lines + [StyledLine(line, Look.frame)]
    }

    private func rule(width: Int) -> [StyledLine] {
        if let spoken { return inlines.wrapped(StyledLine(spoken.rule), to: width) }
        return [StyledLine(String(repeating: marks.line, count: width), Look.frame)]
    }

    private func quote(_ blocks: [Block], width: Int, depth: Int) -> [StyledLine] {
        if let spoken {
            let content = lines(of: blocks, isTight: false, width: width, depth: depth)
            return [StyledLine(spoken.quoteBegin)] + content + [StyledLine(spoken.quoteEnd)]
        }
        let bar = StyledLine(marks.thickBar + " ", Look.frame)
        let inner = innerWidth(width, without: bar)
        let content = lines(of: blocks, isTight: false, width: inner ?? width, depth: depth)
        return inner == nil ? content : content.map { (bar + $0).trimmed }
    }

    private func list(_ list: Block.List, width: Int, depth: Int) -> [StyledLine] {
        let last = list.start.map { "\($0 + list.items.count - 1).".cells } ?? 0
        var lines: [StyledLine] = []
        for (index, item) in list.items.enumerated() {
            if index > 0, !list.isTight { lines.append(StyledLine()) }
            let number = list.start.map { "\($0 + index).".padded(to: last, .right) }
            let marker = StyledLine(marker(number: number, isDone: item.isDone, depth: depth) + " ")
            lines += hanging(marker, width: width) { width in
                self.lines(of: item.blocks, isTight: list.isTight, width: width, depth: depth + 1)
            }
        }
        return lines
    }

    private func marker(number: String?, isDone: Bool?, depth: Int) -> String {
        let task = isDone.map { spoken?.task(isDone: $0) ?? ($0 ? marks.done : marks.open) }
        return switch (number, task) {
        case (let number?, let task?): "\(number) \(task)"
        case (let number?, nil): number
        case (nil, let task?): task
        case (nil, nil): spoken?.bullet ?? marks.bullets[depth % marks.bullets.count]
        }
    }

    /// What is left beside a marker, or `nil` if that is too narrow to read: the text then stands below the marker.
    private func innerWidth(_ width: Int, without marker: StyledLine) -> Int? {
        let rest = width - marker.cells
        return rest >= Page.Options.narrowest ? rest : nil
    }

    /// The marker before the first line and as many blanks before the others.
    private func hanging(
        _ marker: StyledLine, width: Int, content: (Int) -> [StyledLine]
    ) -> [StyledLine] {
        guard let inner = innerWidth(width, without: marker) else {
            return [marker.trimmed.truncated(to: width)] + content(width)
        }
        let lines = content(inner)
        guard let first = lines.first else { return [marker.trimmed] }
        let indent = StyledLine(String(repeating: " ", count: marker.cells))
        return [(marker + first).trimmed] + lines.dropFirst().map { $0.isEmpty ? $0 : indent + $0 }
    }

    /// As it stands; a comment is for authors.
    private func html(_ html: String, width: Int) -> [StyledLine] {
        let lines = html.split(separator: "\n", omittingEmptySubsequences: false)
        let text = html.drop(while: \.isWhitespace)
        let isComment = text.hasPrefix("<!--") && text.last(where: { !$0.isWhitespace }) == ">"
        guard !isComment else { return [] }
        return lines.dropLast(lines.last?.isEmpty == true ? 1 : 0).flatMap {
            StyledLine(String($0), .dim).folded(to: width)
        }
    }
}
