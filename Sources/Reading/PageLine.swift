public import Text

/// A line of a page with the place in the document that it shows.
public struct PageLine: Sendable, Equatable {
    public var content: StyledLine
    /// Index of its section in `Document.sections`; `nil` before the first and in the notes at the end.
    public var section: Int?
    /// The source line of the block it is part of, by which a reader finds the place again at another width; `nil` for
    /// the lines between blocks.
    public var source: Int?

    public init(_ content: StyledLine, section: Int? = nil, source: Int? = nil) {
        self.content = content
        self.section = section
        self.source = source
    }
}
