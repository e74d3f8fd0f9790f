import Text

/// What a line shows of a live block, as it stands in the marks of its pieces.
struct LiveMark: Equatable {
    enum Part: Int {
        /// The line that says what it is, where the keys for it are shown.
        case head
        case body
        /// What came of it.
        case answer
        /// Where an answer is being typed.
        case prompt
    }

    static let indexMax = 0xFFFF

    var block: LiveBlock.ID
    var part: Part

    /// As `Style.mark`.
    var number: Int { block.line << 18 | block.index << 2 | part.rawValue }

    init(_ block: LiveBlock.ID, _ part: Part) {
        self.block = block
        self.part = part
    }

    init?(_ number: Int) {
        guard let part = Part(rawValue: number & 3) else { return nil }
        self.init(LiveBlock.ID(line: number >> 18, index: number >> 2 & Self.indexMax), part)
    }

    /// - Returns: The lines, marked; pieces that have a mark keep it. The first may be of another part.
    static func marked(
        _ lines: [StyledLine], _ block: LiveBlock.ID, first: Part? = nil, _ part: Part
    ) -> [StyledLine] {
        lines.enumerated().map { index, line in
            let own = index == 0 ? first ?? part : part
            return line.styled(Style(mark: LiveMark(block, own).number))
        }
    }
}

extension PageLine {
    /// What it shows of a live block; nil beside one, and on pages on which nothing can be done.
    var live: LiveMark? {
        // An answer may stand within the frame of its block.
        content.runs.lazy.compactMap(\.style.mark).compactMap { LiveMark($0) }
            .max { $0.part.rawValue < $1.part.rawValue }
    }
}
