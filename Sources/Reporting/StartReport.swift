/// `sil start`: the exercise that lies ready.
public struct StartReport: Report {
    public var exercise: String
    public var module: String
    /// Absolute path of the target's folder.
    public var directory: String
    /// The learner's files, relative to the workspace.
    public var files: [String]
    /// False when it had been started before, and nothing was changed.
    public var created: Bool

    public init(exercise: String, module: String, directory: String, files: [String], created: Bool) {
        self.exercise = exercise
        self.module = module
        self.directory = directory
        self.files = files
        self.created = created
    }

    public var json: JSON {
        [
            "schema": 1, "exercise": .string(exercise), "module": .string(module),
            "directory": .string(directory),
            "files": .strings(files), "created": .bool(created),
        ]
    }
}
