public import Course
public import Text

/// A place of a course where all words of a query were found, and its line that tells most of them.
public struct SearchHit: Sendable, Equatable {
    public enum Place: Sendable, Equatable {
        /// A section of a chapter; nil for what stands before the first, title and summary included.
        case chapter(Chapter, Chapter.Section?)
        case exercise(Exercise)
        /// A hint of an exercise, numbered from 1.
        case hint(Exercise, number: Int)
    }

    public var place: Place
    /// In composed Unicode, without markdown's marks.
    public var text: String
    /// Where words of the query stand in `text`, as ranges of its code points, in order, none touching another.
    public var matches: [Range<Int>]
    /// Line of the chapter's file, 1-based; nil where the text is of an exercise, or of a chapter's front matter.
    public var line: Int?

    public init(place: Place, text: String, matches: [Range<Int>], line: Int?) {
        self.place = place
        self.text = text
        self.matches = matches
        self.line = line
    }

    /// As much of the text around the first match as fits into `width` cells, each match between `【` and `】`: signs that
    /// no program holds, so that nobody takes them for its text, and that say without colour what is meant.
    public func snippet(width: Int) -> StyledLine {
        let pieces = pieces
        let line = Self.line(of: pieces)
        guard line.cells > width, let first = pieces.firstIndex(where: \.isMatch) else {
            return line.truncated(to: width)
        }
        // A third of the room for what comes before.
        let before = pieces[..<first].map(\.text).joined()
        let room = max(0, width / 3 - 1)
        guard before.cells > room else { return line.truncated(to: width) }
        var start = before.endIndex
        var used = 0
        while start > before.startIndex {
            let previous = before.index(before: start)
            used += before[previous].cells
            guard used <= room else { break }
            start = previous
        }
        // Not from the midst of a word, if one begins nearby.
        if let blank = before[start...].firstIndex(where: \.isWhitespace) {
            start = before.index(after: blank)
        }
        let kept = [Piece(text: "…" + before[start...], isMatch: false)] + pieces[first...]
        return Self.line(of: kept).truncated(to: width)
    }

    private struct Piece {
        var text: String
        var isMatch: Bool
    }

    private var pieces: [Piece] {
        let scalars = Array(text.unicodeScalars)
        var pieces: [Piece] = []
        var position = 0
        func add(_ range: Range<Int>, isMatch: Bool) {
            guard !range.isEmpty else { return }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[range])
            pieces.append(Piece(text: String(text), isMatch: isMatch))
        }
        for match in matches {
            add(position..<match.lowerBound, isMatch: false)
            add(match, isMatch: true)
            position = match.upperBound
        }
        add(position..<scalars.count, isMatch: false)
        return pieces
    }

    private static func line(of pieces: [Piece]) -> StyledLine {
        pieces.reduce(into: StyledLine()) { line, piece in
            if piece.isMatch {
                line.append("【\(piece.text)】", Look.match)
            } else {
                line.append(piece.text)
            }
        }
    }
}
