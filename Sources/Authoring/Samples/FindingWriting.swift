public import Verdicts

/// How a chapter writes what the explorer found: the words of the terminal, which this library does not know, so whoever
/// asks for checks hands them in.
public struct FindingWriting: Sendable {
    /// The lines under a program with this finding, the word for its kind first.
    public var lines: @Sendable (Finding) -> [String]
    /// The lines where nothing was found; all that there may stand, shortest first.
    ///
    /// - Parameter schedules: how many there are, or nil where the search did not see them all.
    public var nothing: @Sendable (_ schedules: Int?) -> [[String]]

    public init(
        lines: @escaping @Sendable (Finding) -> [String],
        nothing: @escaping @Sendable (_ schedules: Int?) -> [[String]]
    ) {
        self.lines = lines
        self.nothing = nothing
    }
}
