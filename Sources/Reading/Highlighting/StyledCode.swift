import Text

extension Look {
    /// Colour for code, none for plain names and signs: a page of code is read more than it is looked at.
    static func code(_ kind: CodeLexer.Kind) -> Style {
        switch kind {
        case .plain: .plain
        case .keyword: .color(.magenta)
        case .type: .color(.cyan)
        case .string: .color(.green)
        case .number: .color(.blue)
        case .comment: Style(isDim: true, isItalic: true)
        case .attribute: .color(.yellow)
        }
    }
}

/// Code as lines, coloured where its language is known.
enum StyledCode {
    /// Longer code is shown without colour: nobody reads that much on a page.
    private static let coloredBytesMax = 200_000

    /// - Parameter language: nil for code without colour.
    static func lines(of code: String, in language: CodeLanguage?) -> [StyledLine] {
        guard let language, code.utf8.count <= coloredBytesMax else {
            return code.split(separator: "\n", omittingEmptySubsequences: false).map {
                StyledLine(String($0))
            }
        }
        var lines = [StyledLine()]
        for piece in CodeLexer.pieces(of: code, in: language) {
            let style = Look.code(piece.kind)
            let parts = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append(StyledLine()) }
                lines[lines.count - 1].append(String(part), style)
            }
        }
        return lines
    }
}
