/// What a `##` heading opens: the unit of reading progress.
public struct Section: Sendable, Equatable {
    /// The heading without marks.
    public var title: String
    /// What people type and what progress is recorded under: see `Document.sections`.
    public var anchor: String
    /// The line of the heading.
    public var line: Int

    public init(title: String, anchor: String, line: Int) {
        self.title = title
        self.anchor = anchor
        self.line = line
    }
}
