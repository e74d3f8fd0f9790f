/// A schedule in which something was found, as the store keeps it for `replay`.
public struct ExploredSchedule: Sendable, Equatable {
    /// Names and bytes of the program's files: another program has other schedules.
    public var sourceHash: String
    /// Absolute paths.
    public var files: [String]
    /// Of Swift: 5 or 6.
    public var languageMode: Int
    /// The schedule, as the explorer takes it.
    public var choices: String
    public var strategy: String
    public var seed: UInt64
    /// The kind of what was found.
    public var kind: String

    public init(
        sourceHash: String, files: [String], languageMode: Int, choices: String, strategy: String,
        seed: UInt64, kind: String
    ) {
        self.sourceHash = sourceHash
        self.files = files
        self.languageMode = languageMode
        self.choices = choices
        self.strategy = strategy
        self.seed = seed
        self.kind = kind
    }
}
