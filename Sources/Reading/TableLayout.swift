import Markdown
import Text

/// Turns tables into frames, or into records where there is no room for columns.
struct TableLayout {
    let inlines: InlineLayout
    let marks: Marks
    let isSpoken: Bool

    /// A cell that is not yet wrapped, line by line as the author broke it.
    private typealias Cell = [StyledLine]

    /// A column is never narrower, unless what it holds is.
    private static let narrowestColumn = 6

    func lines(of table: Block.Table, width: Int) -> [StyledLine] {
        let header = table.header.map { inlines.lines(of: $0, style: Look.heading) }
        let rows = table.rows.map { row in row.map { inlines.lines(of: $0) } }
        guard !isSpoken else { return spoken(header: header, rows: rows, width: width) }
        guard let widths = columnWidths(of: [header] + rows, width: width) else {
            return records(header: header, rows: rows, width: width)
        }
        return frame(
            header: header, rows: rows, alignments: table.alignments.map(Alignment.init), widths: widths)
    }

    // MARK: Columns

    /// The widest column gives first, none below its longest word while another can give; `nil` if there is no room.
    private func columnWidths(of rows: [[Cell]], width: Int) -> [Int]? {
        let columns = rows[0].count
        let available = width - (3 * columns + 1)
        func widest(_ column: Int, _ measure: (StyledLine) -> Int) -> Int {
            let most = rows.reduce(0) { $1[column].reduce($0) { max($0, measure($1)) } }
            return min(max(most, 1), max(available, 1))
        }
        var widths = (0..<columns).map { widest($0, \.cells) }
        guard widths.reduce(0, +) > available else { return widths }
        let least = widths.map { min($0, Self.narrowestColumn) }
        guard least.reduce(0, +) <= available else { return nil }
        let words = (0..<columns).map { max(widest($0, \.widestWord), least[$0]) }
        for floor in [words, least] {
            while widths.reduce(0, +) > available {
                let giving = widths.indices.filter { widths[$0] > floor[$0] }
                guard let most = giving.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[most] -= 1
            }
        }
        return widths
    }

    // MARK: Frame

    private func frame(
        header: [Cell], rows: [[Cell]], alignments: [Alignment], widths: [Int]
    ) -> [StyledLine] {
        let inner = rule(marks.inner, widths)
        let body = rows.map { line(of: $0, alignments, widths) }
        let needsRules = body.contains { $0.count > 1 }
        var lines = [rule(marks.top, widths)]
        let hasHeader = header.contains { cell in cell.contains { !$0.isEmpty } }
        if hasHeader {
            lines += line(of: header, alignments, widths)
            if !rows.isEmpty { lines.append(inner) }
        }
        for (index, row) in body.enumerated() {
            if index > 0, needsRules { lines.append(inner) }
            lines += row
        }
        return lines + [rule(marks.bottom, widths)]
    }

    /// One row, as many lines high as its highest cell.
    private func line(of row: [Cell], _ alignments: [Alignment], _ widths: [Int]) -> [StyledLine] {
        let cells = zip(row, widths).map { cell, width in cell.flatMap { inlines.wrapped($0, to: width) } }
        let height = cells.reduce(1) { max($0, $1.count) }
        return (0..<height).map { index in
            var line = StyledLine(marks.bar, Look.frame)
            for (column, cell) in cells.enumerated() {
                let text = index < cell.count ? cell[index] : StyledLine()
                line += " " + text.padded(to: widths[column], alignments[column]) + " "
                line.append(marks.bar, Look.frame)
            }
            return line
        }
    }

    private func rule(_ corners: Marks.Frame, _ widths: [Int]) -> StyledLine {
        let parts = widths.map { String(repeating: marks.line, count: $0 + 2) }
        return StyledLine(corners.left + parts.joined(separator: corners.middle) + corners.right, Look.frame)
    }

    // MARK: Records

    /// `머리: 값`, a blank line between rows.
    private func records(header: [Cell], rows: [[Cell]], width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for (index, row) in (rows.isEmpty ? [[]] : rows).enumerated() {
            if index > 0 { lines.append(StyledLine()) }
            for (column, title) in header.enumerated() {
                let value = column < row.count ? row[column] : []
                lines += record(joined(title), joined(value), width: width)
            }
        }
        return lines
    }

    /// The same, row by row with a number, so that a listener knows where it is.
    private func spoken(header: [Cell], rows: [[Cell]], width: Int) -> [StyledLine] {
        let words = SpokenWords()
        var lines = [StyledLine(words.table(rows: rows.count, columns: header.count))]
        if rows.isEmpty { lines += records(header: header, rows: [], width: width) }
        for (index, row) in rows.enumerated() {
            lines.append(StyledLine(words.row(index + 1)))
            lines += records(header: header, rows: [row], width: width)
        }
        return (lines + [StyledLine(words.tableEnd)]).flatMap { inlines.wrapped($0, to: width) }
    }

    private func record(_ title: StyledLine, _ value: StyledLine, width: Int) -> [StyledLine] {
        guard !title.isEmpty || !value.isEmpty else { return [] }
        let line = title.isEmpty ? value : (title + ": " + value).trimmed
        let first = inlines.wrapped(line, to: width)
        guard first.count > 1 else { return first }
        return [first[0]] + first.dropFirst().flatMap { inlines.wrapped($0, to: width - 2) }.map { "  " + $0 }
    }

    private func joined(_ cell: Cell) -> StyledLine {
        cell.dropFirst().reduce(cell.first ?? StyledLine()) { $0 + " " + $1 }
    }
}

extension Alignment {
    fileprivate init(_ alignment: Block.Table.Alignment) {
        switch alignment {
        case .natural, .left: self = .left
        case .center: self = .center
        case .right: self = .right
        }
    }
}
