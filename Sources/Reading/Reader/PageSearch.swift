import Text

/// Finds words on a page, over the ends of its lines.
///
/// Blanks and capitals make no difference: lines are broken at blanks, and Korean is spaced as its writer likes. Initial
/// consonants stand for syllables (`ㄷㄷㄹ` finds 데드락), composed and decomposed letters are the same.
public struct PageSearch: Sendable, Equatable {
    /// A piece of a match on one line.
    public struct Piece: Sendable, Equatable {
        public var line: Int
        /// Characters of the line.
        public var characters: Range<Int>
    }

    /// From the top; each has at least one piece.
    public private(set) var matches: [[Piece]] = []

    private struct Place {
        var character: Character
        var line: Int
        var index: Int
    }

    public init(_ query: String, in lines: [PageLine]) {
        let wanted = query.lowercased().filter { !$0.isWhitespace }.map { $0 }
        guard !wanted.isEmpty else { return }
        var start = 0
        while start < lines.count {
            // The lines of one block are one text.
            var end = start + 1
            while end < lines.count, lines[end].source == lines[start].source { end += 1 }
            find(wanted, in: Self.places(of: lines[start..<end]))
            start = end
        }
    }

    private static func places(of lines: ArraySlice<PageLine>) -> [Place] {
        lines.indices.flatMap { line in
            lines[line].content.characters.enumerated().compactMap { index, character in
                guard !character.isWhitespace, !frame.contains(character) else { return nil }
                return Place(character: character.lowercased().first ?? character, line: line, index: index)
            }
        }
    }

    /// What stands at the edges of code, quotes and tables.
    private static let frame: Set<Character> = ["│", "▌"]

    private mutating func find(_ wanted: [Character], in places: [Place]) {
        guard places.count >= wanted.count else { return }
        var start = 0
        while start + wanted.count <= places.count {
            let isMatch = wanted.indices.allSatisfy { Self.fits(places[start + $0].character, wanted[$0]) }
            guard isMatch else {
                start += 1
                continue
            }
            matches.append(Self.pieces(of: places[start..<start + wanted.count]))
            start += wanted.count
        }
    }

    private static func pieces(of places: ArraySlice<Place>) -> [Piece] {
        var pieces: [Piece] = []
        for place in places {
            if let last = pieces.last, last.line == place.line {
                pieces[pieces.count - 1].characters = last.characters.lowerBound..<(place.index + 1)
            } else {
                pieces.append(Piece(line: place.line, characters: place.index..<(place.index + 1)))
            }
        }
        return pieces
    }

    private static let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")

    private static func fits(_ character: Character, _ wanted: Character) -> Bool {
        if character == wanted { return true }
        guard let letter = initials.firstIndex(of: wanted) else { return false }
        guard let first = character.unicodeScalars.first?.value else { return false }
        return switch first {
        case 0xAC00...0xD7A3: Int(first - 0xAC00) / 588 == letter
        case 0x1100...0x1112: Int(first - 0x1100) == letter
        default: false
        }
    }
}
