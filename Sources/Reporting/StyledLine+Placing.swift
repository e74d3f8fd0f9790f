import Text

extension StyledLine {
    /// The line in as many lines as it takes, each behind `indent` blanks, words kept whole.
    func wrapped(in width: Int, indent: Int) -> [StyledLine] {
        let margin = StyledLine(String(repeating: " ", count: indent))
        return wrapped(to: max(1, width - indent)).map { margin + $0 }
    }

    /// `label` and this line behind it in a column of its own; further lines stand under the first.
    func labelled(_ label: String, cells: Int, in width: Int, indent: Int) -> [StyledLine] {
        let margin = indent + cells + 2
        return wrapped(to: max(1, width - margin)).enumerated().map { index, line in
            guard index == 0 else { return StyledLine(String(repeating: " ", count: margin)) + line }
            let blanks = StyledLine(String(repeating: " ", count: indent))
            return blanks + StyledLine(label.padded(to: cells), .bold) + StyledLine("  ") + line
        }
    }

    /// This line, and `end` at the right edge; under it where both do not fit.
    func with(end: StyledLine, in width: Int) -> [StyledLine] {
        let free = width - cells - end.cells
        let indent = text.prefix { $0 == " " }.count
        guard free >= 2 else { return wrapped(in: width, indent: indent) + [end.padded(to: width, .right)] }
        return [self + StyledLine(String(repeating: " ", count: free)) + end]
    }
}
