public import Verdicts

/// A schedule in which something was found, as the store keeps it for `replay`.
public struct ExploredSchedule: Sendable, Equatable {
    /// What a schedule is one of.
    public enum Subject: Sendable, Equatable {
        /// A program of its own: absolute paths of its files, in the order they were named; none for one that stands in a
        /// chapter.
        case program(paths: [String])
        /// A test of an exercise. The scenario's name is the finding's.
        case exercise(course: String, slug: String)
    }

    public var subject: Subject
    /// The files as they were: another program has other schedules.
    public var source: SubmissionSource
    /// Of Swift: 5 or 6.
    public var languageMode: Int
    public var strategy: String
    public var seed: UInt64
    /// The compiler that made the program, in its own words.
    public var toolchain: String
    /// What was found, with the choices that show it again.
    public var finding: Finding

    public init(
        subject: Subject, source: SubmissionSource, languageMode: Int, strategy: String, seed: UInt64,
        toolchain: String, finding: Finding
    ) {
        self.subject = subject
        self.source = source
        self.languageMode = languageMode
        self.strategy = strategy
        self.seed = seed
        self.toolchain = toolchain
        self.finding = finding
    }
}
