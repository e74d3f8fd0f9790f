extension Exercise {
    /// The Swift files directly in a folder of the exercise: `Starter`, `Program`, `Grader`, `Solutions/lock`.
    ///
    /// - Returns: In the order of their names; empty when there is no such folder.
    /// - Throws: `CourseError.faults` for a file that is none, or a link that leads out of the course.
    public func files(in folder: String) throws(CourseError) -> [CourseFile] {
        let (course, path) = try place()
        let relative = "\(path)/\(folder)"
        var files: [CourseFile] = []
        var faults: [CourseError.Fault] = []
        for entry in course.entries(of: relative) where entry.name.hasSuffix(".swift") {
            let path = "\(relative)/\(entry.name)"
            let log = FaultLog(path: path)
            if !course.contains(path) {
                log.note(course.exists(path) ? .outside : .missing)
            } else if entry.kind != .file {
                log.note(.notAFile)
            }
            faults += log.faults
            files.append(CourseFile(name: entry.name, path: course.path(path)))
        }
        guard faults.isEmpty else { throw .faults(faults) }
        return files
    }

    /// Names of the reference solutions, sorted.
    public var solutions: [String] { folders(in: "Solutions") }

    /// Names of the wrong solutions, sorted.
    public var mutants: [String] { folders(in: "Mutants") }

    private func folders(in folder: String) -> [String] {
        guard let (course, path) = try? place() else { return [] }
        return course.entries(of: "\(path)/\(folder)").filter { $0.kind == .folder }.map(\.name)
    }

    /// The course that the exercise lies in, and its folder there.
    private func place() throws(CourseError) -> (course: CourseFolder, path: String) {
        let parts = CourseFolder.absolute(directory).split(separator: "/")
        let root = "/" + parts.dropLast(2).joined(separator: "/")
        guard let course = CourseFolder(at: root) else { throw .notACourse(path: root) }
        return (course, parts.suffix(2).joined(separator: "/"))
    }
}
