/// `sil reset`: the starter is back, and where the learner's files went.
public struct ResetReport: Report {
    public var exercise: String
    /// Absolute path of the numbered backup; nil when there was nothing to keep.
    public var backup: String?
    /// The files of the starter, relative to the workspace.
    public var files: [String]

    public init(exercise: String, backup: String?, files: [String]) {
        self.exercise = exercise
        self.backup = backup
        self.files = files
    }

    public var json: JSON {
        [
            "schema": 1, "exercise": .string(exercise), "backup": .string(backup), "files": .strings(files),
        ]
    }
}
