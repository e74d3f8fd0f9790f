/// A block of code, or of anything else that a fence holds.
public struct CodeBlock: Sendable, Equatable {
    /// What stands behind the opening fence (`swift run`); empty for an indented block.
    public var info: String
    /// The text between the fences, each line with its line end.
    public var literal: String
    /// The line of the opening fence; of an indented block, its first line.
    public var line: Int
    public var isFenced: Bool

    public init(info: String, literal: String, line: Int, isFenced: Bool = true) {
        self.info = info
        self.literal = literal
        self.line = line
        self.isFenced = isFenced
    }
}
