public import Course
public import Grading
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

    /// Everything that may stand under a program, each as lines. What ends a program comes first; a data race is mostly its
    /// cause.
    func all(of search: Search) -> [[String]] {
        guard !search.findings.isEmpty else { return nothing(search.isExhausted ? search.schedules : nil) }
        let ordered =
            search.findings.filter { $0.kind != .dataRace } + search.findings.filter { $0.kind == .dataRace }
        return ordered.map(lines)
    }

    /// Whether a page that says this of a program says what a search found.
    public func agrees(_ expected: ExpectedOutput, with search: Search) -> Bool {
        all(of: search).contains { expected.matches($0.joined(separator: "\n")) }
    }
}
