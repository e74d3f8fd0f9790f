/// Rows of a report with their columns aligned by cells; no frame.
public struct Table: Sendable, Equatable {
    public struct Column: Sendable, Equatable {
        /// Empty for a column that needs none.
        public var title: StyledLine
        public var alignment: Alignment
        /// Whether the column may be cut with an ellipsis where the table is too wide.
        public var canShrink: Bool

        public init(_ title: StyledLine = "", _ alignment: Alignment = .left, canShrink: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.canShrink = canShrink
        }
    }

    public var columns: [Column]
    /// A row may have fewer cells than there are columns; more are not shown.
    public var rows: [[StyledLine]]
    /// Blanks between columns.
    public var gap: Int

    public init(columns: [Column], rows: [[StyledLine]], gap: Int = 2) {
        self.columns = columns
        self.rows = rows
        self.gap = gap
    }

    /// The titles, if there are any, and the rows, no line wider than `width` cells.
    ///
    /// Where the table is wider, the widest of the columns that can shrink gives first; if that is not enough, whole
    /// lines are cut.
    public func lines(width: Int) -> [StyledLine] {
        let hasTitles = columns.contains { !$0.title.isEmpty }
        let widths = widths(in: width)
        return ((hasTitles ? [columns.map(\.title)] : []) + rows).map { row in
            line(of: row, widths: widths).truncated(to: width)
        }
    }

    private func line(of row: [StyledLine], widths: [Int]) -> StyledLine {
        var line = StyledLine()
        for (index, (column, width)) in zip(columns, widths).enumerated() {
            if index > 0 { line.append(String(repeating: " ", count: gap)) }
            let cell = index < row.count ? row[index] : StyledLine()
            line.append(cell.truncated(to: width).padded(to: width, column.alignment))
        }
        return line.trimmed
    }

    private func widths(in limit: Int) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(columns[index].title.cells) { max($0, index < $1.count ? $1[index].cells : 0) }
        }
        var excess = widths.reduce(gap * max(0, columns.count - 1), +) - limit
        while excess > 0 {
            let shrinkable = columns.indices.filter {
                columns[$0].canShrink && widths[$0] > Self.narrowestColumn
            }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    /// Narrower than this, a cut cell says nothing.
    private static let narrowestColumn = 4
}
