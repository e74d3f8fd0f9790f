/// Why a text cannot become a `Document`.
public enum MarkdownError: Error, Sendable, Equatable {
    /// More bytes than `Document.byteLimit`: the parser's worst cases grow faster than its input.
    case tooLarge(bytes: Int, limit: Int)
    /// The parser got no memory.
    case outOfMemory
}
