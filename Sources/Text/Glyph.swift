/// A character with what layout needs to know of it.
///
/// Text is cut into characters before styles are looked at: a style may begin in the midst of what a person sees as one
/// character, a line may not.
struct Glyph {
    var character: Character
    var cells: Int
    var style: Style
    /// Where its bytes begin in the text of the whole line.
    var offset: Int

    var isBlank: Bool { character.isBlank }
}

extension StyledLine {
    /// A character wider than this is cut into its code points: there is no limit to how many a cluster may have.
    private static let widestGlyph = 8

    var glyphs: [Glyph] {
        var result: [Glyph] = []
        let text = text
        result.reserveCapacity(text.utf8.count)
        var run = 0
        var runEnd = runs.first?.text.utf8.count ?? 0
        var offset = 0
        func append(_ character: Character) {
            while offset >= runEnd, run + 1 < runs.count {
                run += 1
                runEnd += runs[run].text.utf8.count
            }
            result.append(
                Glyph(character: character, cells: character.cells, style: runs[run].style, offset: offset))
            offset += character.utf8.count
        }
        if CommonText.cells(in: text) != nil {
            // Every code point is a character: nobody need look for where those end.
            for scalar in text.unicodeScalars { append(Character(scalar)) }
            return result
        }
        for character in text {
            if character.cells > Self.widestGlyph {
                for scalar in character.unicodeScalars { append(Character(scalar)) }
            } else {
                append(character)
            }
        }
        return result
    }

    init(_ glyphs: some Collection<Glyph>) {
        self.init()
        var words = ""
        var style: Style?
        for glyph in glyphs {
            if let style, style != glyph.style {
                appendPrintable(words, style)
                words = ""
            }
            words.append(glyph.character)
            style = glyph.style
        }
        if let style { appendPrintable(words, style) }
    }
}
