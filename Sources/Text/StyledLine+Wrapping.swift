/// Where lines of Korean are broken.
public enum LineBreaking: Sendable, Equatable {
    /// Between words; inside of one only if it is wider than the line.
    case words
    /// Between any two syllables, so that lines are full.
    case syllables
}

extension StyledLine {
    /// The line broken into lines of at most `width` cells.
    ///
    /// Blanks at a break are dropped. A word wider than a line is broken between syllables, or anywhere if there are
    /// none; only a character that is wider than `width` by itself makes a line wider.
    public func wrapped(to width: Int, _ breaking: LineBreaking = .words) -> [StyledLine] {
        let text = text
        guard text.cells > width || text.first?.isBlank == true else { return [trimmed] }
        let glyphs = glyphs
        let breaks = LineBreaks(of: glyphs, text: text, breaking).qualities
        var lines: [StyledLine] = []
        var start = Self.firstWord(from: 0, in: glyphs)
        while start < glyphs.count {
            let end = Self.endOfLine(from: start, in: glyphs, breaks: breaks, width: width)
            lines.append(StyledLine(glyphs[start..<end]).trimmed)
            start = Self.firstWord(from: end, in: glyphs)
        }
        return lines.isEmpty ? [StyledLine()] : lines
    }

    /// Cells of the longest piece that `wrapped(to:)` keeps whole where it can.
    public var widestWord: Int {
        let glyphs = glyphs
        let breaks = LineBreaks(of: glyphs, text: text).qualities
        var widest = 0
        var word = 0
        var blanks = 0
        for (glyph, quality) in zip(glyphs, breaks) {
            if quality == .betweenWords { (word, blanks) = (0, 0) }
            if glyph.isBlank {
                blanks += glyph.cells
            } else {
                word += blanks + glyph.cells
                blanks = 0
            }
            widest = max(widest, word)
        }
        return widest
    }

    private static func firstWord(from start: Int, in glyphs: [Glyph]) -> Int {
        glyphs[start...].firstIndex { !$0.isBlank } ?? glyphs.count
    }

    private static func endOfLine(
        from start: Int, in glyphs: [Glyph], breaks: [LineBreaks.Quality], width: Int
    ) -> Int {
        var used = 0
        var betweenWords: Int?
        var insideWord: Int?
        for index in start..<glyphs.count {
            if index > start {
                switch breaks[index] {
                case .betweenWords: betweenWords = index
                case .insideWord: insideWord = index
                case .never: break
                }
            }
            used += glyphs[index].cells
            guard used > width, !glyphs[index].isBlank else { continue }
            return betweenWords ?? insideWord ?? emergencyEnd(before: index, from: start, in: glyphs)
        }
        return glyphs.count
    }

    /// Where to cut a word that has no break: at the full width, or a little before if that reads better.
    private static func emergencyEnd(before full: Int, from start: Int, in glyphs: [Glyph]) -> Int {
        guard full > start + 1 else { return start + 1 }
        let candidates = (max(start + 1, full - 4)...full).reversed()
        return candidates.first { !LineBreaks.isForbidden(before: $0, in: glyphs) } ?? full
    }
}
