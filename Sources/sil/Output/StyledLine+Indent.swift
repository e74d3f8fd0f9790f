import Text

extension StyledLine {
    /// The line in as many lines as it takes, each behind `indent` blanks, words kept whole.
    func wrapped(in width: Int, indent: Int) -> [StyledLine] {
        let margin = StyledLine(String(repeating: " ", count: indent))
        return wrapped(to: max(1, width - indent)).map { margin + $0 }
    }
}
