/// `sil init`: the workspace that was made.
public struct InitReport: Report {
    /// Absolute path of the workspace.
    public var workspace: String
    /// The course's id.
    public var course: String

    public init(workspace: String, course: String) {
        self.workspace = workspace
        self.course = course
    }

    public var json: JSON { ["schema": 1, "workspace": .string(workspace), "course": .string(course)] }
}
