/// A heading outside of lists and quotes.
public struct Heading: Sendable, Equatable {
    /// The number of `#`, 1 to 6.
    public var level: Int
    /// Without marks: ``## `fork` 뒤`` has the title `fork 뒤`.
    public var title: String
    public var line: Int

    public init(level: Int, title: String, line: Int) {
        self.level = level
        self.title = title
        self.line = line
    }
}
