/// One line of output as a value: pieces of text, each with its style.
///
/// It never holds a line end or anything else that a terminal would obey, whatever it was made of, so that no text of
/// a course, a compiler or a learner's program can move the cursor or change what the screen says.
public struct StyledLine: Sendable, Hashable {
    public struct Run: Sendable, Hashable {
        public let text: String
        public let style: Style
    }

    /// Neighbours differ in style, and none is empty.
    public private(set) var runs: [Run] = []

    public init() {}

    /// - Parameter text: made `printable`.
    public init(_ text: String, _ style: Style = .plain) {
        append(text, style)
    }

    public mutating func append(_ text: String, _ style: Style = .plain) {
        appendPrintable(text.printable, style)
    }

    public mutating func append(_ line: StyledLine) {
        for run in line.runs { appendPrintable(run.text, run.style) }
    }

    /// - Parameter text: must come from a line, where it was made printable.
    mutating func appendPrintable(_ text: String, _ style: Style) {
        guard !text.isEmpty else { return }
        if let last = runs.last, last.style == style {
            runs[runs.count - 1] = Run(text: last.text + text, style: style)
        } else {
            runs.append(Run(text: text, style: style))
        }
    }

    public static func + (first: StyledLine, second: StyledLine) -> StyledLine {
        var line = first
        line.append(second)
        return line
    }

    public static func += (first: inout StyledLine, second: StyledLine) { first.append(second) }

    public var isEmpty: Bool { runs.isEmpty }

    /// The words alone.
    public var text: String { runs.count == 1 ? runs[0].text : runs.map(\.text).joined() }

    public var cells: Int { text.cells }

    /// The line with `style` added to some of its characters, counted as a person does.
    public func styled(_ style: Style, characters range: Range<Int>) -> StyledLine {
        var line = StyledLine()
        for (index, glyph) in glyphs.enumerated() {
            let own = glyph.style
            line.appendPrintable(
                String(glyph.character), range.contains(index) ? own.adding(style) : own)
        }
        return line
    }

    /// The characters of `text`, each as layout takes it.
    public var characters: [Character] { glyphs.map(\.character) }

    /// The line with `style` added to each piece; what a piece has of its own wins.
    public func styled(_ style: Style) -> StyledLine {
        var line = StyledLine()
        for run in runs { line.appendPrintable(run.text, style.adding(run.style)) }
        return line
    }
}

extension StyledLine: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) { self.init(text) }
}
