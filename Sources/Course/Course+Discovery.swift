extension Course {
    /// The folder of the course that a command is about, or nil when there is none.
    ///
    /// What was named by a person (`--course`, `SIL_COURSE`) is taken at its word, so that a wrong path is an error
    /// and not another course. What the workspace remembers counts only while it is there.
    ///
    /// - Parameters:
    ///   - explicit: the value of `--course`.
    ///   - environment: where `SIL_COURSE` is looked up.
    ///   - workspaceMemory: the path that the learner's workspace keeps.
    ///   - currentDirectory: absolute; a relative path begins here, and the search upward too.
    ///   - executable: absolute path of the running program: the search upward from it comes last.
    public static func find(
        explicit: String?, environment: [String: String], workspaceMemory: String?, currentDirectory: String,
        executable: String?
    ) -> String? {
        if let explicit { return CourseFolder.absolute(explicit, from: currentDirectory) }
        if let named = environment["SIL_COURSE"], !named.isEmpty {
            return CourseFolder.absolute(named, from: currentDirectory)
        }
        if let workspaceMemory, isCourse(workspaceMemory) { return workspaceMemory }
        if let found = upward(from: currentDirectory) { return found }
        // Installed as a link, the program lies beside its course only at the link's end.
        return executable.flatMap {
            upward(from: CourseFolder.canonical($0) ?? $0, orIn: "/share/siltarae")
        }
    }

    /// - Parameter installed: where a folder on the way may hold a course besides in itself: `bin/sil` and
    ///   `share/siltarae` are put into one by an installation.
    private static func upward(from start: String, orIn installed: String? = nil) -> String? {
        var path = CourseFolder.absolute(start)
        while true {
            if isCourse(path) { return path }
            if let installed, isCourse(path + installed) { return CourseFolder.absolute(path + installed) }
            guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
    }

    private static func isCourse(_ path: String) -> Bool {
        CourseFolder.kind(path + "/Lessons") == .folder && CourseFolder.kind(path + "/Exercises") == .folder
    }
}
