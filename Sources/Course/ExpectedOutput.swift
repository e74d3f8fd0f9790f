/// What an ```output block says that a program prints. What varies from run to run is a hole in it.
///
/// `{수}` is one number (`-3`, `1,024`, `0.5`), `{…}` anything on the line, nothing included. Blanks at the ends of lines
/// and empty lines at the end of the text do not count: an author cannot see them.
public struct ExpectedOutput: Sendable, Equatable {
    /// A line to be compared, as pieces.
    public struct Line: Sendable, Equatable {
        /// A stretch of the line as it was written.
        public struct Part: Sendable, Equatable {
            public var text: String
            public var isHole: Bool
        }

        enum Piece: Equatable {
            case text([Character])
            case number
            case anything
        }

        /// As it was written.
        public let text: String
        let pieces: [Piece]

        init(_ text: Substring) {
            self.text = String(text)
            pieces = Self.pieces(of: text)
        }
    }

    public let lines: [Line]
    /// As it was written, holes and all, without what does not count.
    public var text: String { lines.map(\.text).joined(separator: "\n") }
    public var isEmpty: Bool { lines.isEmpty }

    public init(_ text: String) { lines = Self.lines(of: text).map(Line.init) }

    /// Whether a program printed just this.
    public func matches(_ output: String) -> Bool {
        let printed = Self.lines(of: output)
        return printed.count == lines.count && zip(lines, printed).allSatisfy { $0.matches($1) }
    }

    /// The lines of an output as far as they count.
    public static func lines(of text: String) -> [Substring] {
        // A carriage return before the line feed is one Character with it.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map {
            line -> Substring in
            guard let last = line.lastIndex(where: { !$0.isWhitespace }) else { return "" }
            return line[...last]
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

extension ExpectedOutput.Line {
    private static let holes: [(name: String, piece: Piece)] = [("{수}", .number), ("{…}", .anything)]

    public var parts: [Part] {
        pieces.map { piece in
            switch piece {
            case .text(let text): Part(text: String(text), isHole: false)
            case .number: Part(text: Self.holes[0].name, isHole: true)
            case .anything: Part(text: Self.holes[1].name, isHole: true)
            }
        }
    }

    private static func pieces(of text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var plain: [Character] = []
        var rest = text
        while let character = rest.first {
            guard let hole = holes.first(where: { rest.hasPrefix($0.name) }) else {
                plain.append(character)
                rest.removeFirst()
                continue
            }
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = []
            pieces.append(hole.piece)
            rest.removeFirst(hole.name.count)
        }
        return plain.isEmpty ? pieces : pieces + [.text(plain)]
    }

    public func matches(_ line: some StringProtocol) -> Bool { matches(Array(line)) }

    public func matches(_ line: [Character]) -> Bool {
        // All places up to which the pieces so far can reach: no line takes longer than its length for each piece.
        var reached = [0]
        for piece in pieces {
            switch piece {
            case .anything: reached = Array((reached.first ?? line.count)...line.count)
            case .text(let text):
                reached = reached.filter { Self.stands(text, at: $0, in: line) }.map { $0 + text.count }
            case .number:
                reached = Set(reached.flatMap { Self.numberEnds(from: $0, in: line) }).sorted()
            }
            if reached.isEmpty { return false }
        }
        return reached.last == line.count
    }

    private static func stands(_ text: [Character], at start: Int, in line: [Character]) -> Bool {
        guard line.count - start >= text.count else { return false }
        return text.indices.allSatisfy { line[start + $0] == text[$0] }
    }

    /// Where a number that begins at `start` may end: before or behind groups of thousands and a fraction, since a comma
    /// or point may be the sentence's, but never between two digits of one run.
    private static func numberEnds(from start: Int, in line: [Character]) -> [Int] {
        var place = start
        /// The length of a run of digits at `place`.
        func digits(at place: Int) -> Int {
            line[min(place, line.count)...].prefix { $0.isASCII && $0.isWholeNumber }.count
        }
        if place < line.count, "+-−".contains(line[place]) { place += 1 }
        guard digits(at: place) > 0 else { return [] }
        place += digits(at: place)
        var ends = [place]
        while place < line.count, line[place] == ",", digits(at: place + 1) == 3 {
            place += 4
            ends.append(place)
        }
        if place < line.count, line[place] == ".", case let count = digits(at: place + 1), count > 0 {
            ends.append(place + 1 + count)
        }
        return ends
    }
}
