extension StringProtocol {
    /// How many cells of a terminal the text takes in one line.
    public var cells: Int { CommonText.cells(in: self) ?? cellsOfCharacters }

    /// The same, character by character.
    var cellsOfCharacters: Int { reduce(0) { $0 + $1.cells } }
}

extension String {
    /// As much of the beginning as fits into `limit` cells.
    public func prefix(cells limit: Int) -> Substring {
        var used = 0
        let end = indices.first { index in
            used += self[index].cells
            return used > limit
        }
        return self[..<(end ?? endIndex)]
    }

    /// The text itself if it fits into `limit` cells, else its beginning and an ellipsis.
    public func truncated(to limit: Int) -> String {
        guard cells > limit else { return self }
        guard limit > 0 else { return "" }
        return prefix(cells: limit - 1) + "…"
    }

    /// The text with blanks around it so that it takes `width` cells; what is wider stays as it is.
    public func padded(to width: Int, _ alignment: Alignment = .left) -> String {
        let (before, after) = alignment.padding(of: width - cells)
        return String(repeating: " ", count: before) + self + String(repeating: " ", count: after)
    }
}
