/// A block of code, or of anything else that a fence holds.
public struct CodeBlock: Sendable, Equatable {
    /// What stands behind the opening fence (`swift run`); empty for an indented block.
    public var info: String
    /// The text between the fences, each line with its line end.
    public var literal: String
    /// The line of the opening fence; of an indented block, its first line.
    public var line: Int
    /// Where the fence begins in its line, 1-based, in bytes: deeper in a list or a quote.
    public var column: Int
    public var isFenced: Bool

    public init(info: String, literal: String, line: Int, column: Int = 1, isFenced: Bool = true) {
        self.info = info
        self.literal = literal
        self.line = line
        self.column = column
        self.isFenced = isFenced
    }
}
