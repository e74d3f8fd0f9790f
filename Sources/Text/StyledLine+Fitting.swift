extension StyledLine {
    /// The line itself if it fits into `limit` cells, else its beginning and an ellipsis.
    public func truncated(to limit: Int) -> StyledLine {
        guard cells > limit else { return self }
        guard limit > 0 else { return StyledLine() }
        var used = 0
        let kept = glyphs.prefix { glyph in
            used += glyph.cells
            return used < limit
        }
        var line = StyledLine(kept)
        line.append("…", kept.last?.style ?? .plain)
        return line
    }

    /// The line with blanks around it so that it takes `width` cells; what is wider stays as it is.
    public func padded(to width: Int, _ alignment: Alignment = .left) -> StyledLine {
        let (before, after) = alignment.padding(of: width - cells)
        var line = StyledLine(String(repeating: " ", count: before))
        line.append(self)
        line.append(String(repeating: " ", count: after))
        return line
    }

    /// The line without blanks at its end.
    public var trimmed: StyledLine {
        guard let last = runs.last, last.text.last?.isBlank == true else { return self }
        let glyphs = glyphs
        let end = glyphs.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
        return StyledLine(glyphs[..<end])
    }

    /// The line cut into pieces of at most `width` cells wherever they are full, as code is: blanks stay, but for
    /// those at the end of a piece. A character wider than `width` gets a piece of its own.
    public func folded(to width: Int) -> [StyledLine] {
        guard cells > width else { return [trimmed] }
        var pieces: [StyledLine] = []
        let glyphs = glyphs
        var start = 0
        var used = 0
        for (index, glyph) in glyphs.enumerated() {
            if used + glyph.cells > width, index > start {
                pieces.append(StyledLine(glyphs[start..<index]).trimmed)
                start = index
                used = 0
            }
            used += glyph.cells
        }
        pieces.append(StyledLine(glyphs[start...]).trimmed)
        return pieces
    }
}
