import Text

/// What a program printed, as a block of its own: as many lines as do not push away why it is shown.
struct PrintedLines {
    var text: String
    /// What a program says before it dies comes last; else the first lines are shown.
    var showsEnd: Bool
    /// Blanks before the block.
    var indent: Int

    private static let shownMax = 10

    func lines(width: Int) -> [StyledLine] {
        var printed = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if printed.last?.isEmpty == true { printed.removeLast() }
        guard !printed.isEmpty else { return [] }
        let hidden = max(0, printed.count - Self.shownMax)
        let shown = showsEnd ? printed.suffix(Self.shownMax) : printed.prefix(Self.shownMax)
        let margin = indent + 2
        let blanks = StyledLine(String(repeating: " ", count: margin))
        let note = blanks + StyledLine("… \(showsEnd ? "앞의" : "뒤의") \(hidden)줄은 줄임", .dim)
        var lines = [StyledLine(String(repeating: " ", count: indent)) + StyledLine("출력", .bold)]
        if hidden > 0, showsEnd { lines.append(note) }
        for line in shown {
            let fitted = StyledLine(line).truncated(to: max(1, width - margin - 2))
            lines.append(blanks + StyledLine("│ ", .dim) + fitted)
        }
        if hidden > 0, !showsEnd { lines.append(note) }
        return lines
    }
}
