import Text

/// Turns pictures into what to send to a terminal: only rows that differ from what it shows.
struct Painter {
    let colors: ColorMode
    private var shown: [StyledLine] = []
    private var size: ScreenSize?

    init(colors: ColorMode) { self.colors = colors }

    /// What the terminal shows is not known any more.
    mutating func forget() { size = nil }

    /// - Returns: Escape sequences and text; rows beyond the size are left out, lines too wide are cut.
    mutating func paint(_ picture: Picture, on size: ScreenSize) -> String {
        let rows = picture.lines.prefix(size.height).map { $0.truncated(to: size.width) }
        var changes = ""
        if size != self.size {
            changes += "\u{1B}[0m\u{1B}[2J"
            shown = []
        }
        for row in 0..<max(rows.count, shown.count) {
            let line = row < rows.count ? rows[row] : StyledLine()
            let old = row < shown.count ? shown[row] : StyledLine()
            guard line != old else { continue }
            changes += "\u{1B}[\(row + 1);1H" + line.placed(colors)
            // Behind a full row the cursor still stands in its last column, and would erase that.
            if line.cells < size.width { changes += "\u{1B}[K" }
        }
        shown = rows
        self.size = size
        return Self.updateBegin + Self.hideCursor + changes + cursor(picture.cursor, on: size)
            + Self.updateEnd
    }

    private func cursor(_ position: Picture.Position?, on size: ScreenSize) -> String {
        guard let position, position.row < size.height else { return "" }
        return "\u{1B}[\(position.row + 1);\(min(position.column, size.width - 1) + 1)H\u{1B}[?25h"
    }

    /// A terminal that knows these shows nothing half painted; another passes over them.
    /// Source: the "Synchronized Output" extension, mode 2026.
    private static let updateBegin = "\u{1B}[?2026h"
    static let updateEnd = "\u{1B}[?2026l"
    private static let hideCursor = "\u{1B}[?25l"
}
