extension Course {
    /// The Swift files directly in a folder of an exercise, by name; empty when there is no such folder.
    ///
    /// - Parameter folder: `Starter`, `Grader`, `Program`, `Solutions/<name>` or `Mutants/<name>`.
    /// - Throws: `faults` when a file is a link out of the course, or is no regular file.
    public func files(in folder: String, of exercise: Exercise) throws(CourseError) -> [CourseFile] {
        guard let course = CourseFolder(at: root) else { throw .notACourse(path: root) }
        let relative = "Exercises/\(exercise.slug)/\(folder)"
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
    public func solutions(of exercise: Exercise) -> [String] { folders(in: "Solutions", of: exercise) }

    /// Names of the wrong solutions, sorted.
    public func mutants(of exercise: Exercise) -> [String] { folders(in: "Mutants", of: exercise) }

    private func folders(in folder: String, of exercise: Exercise) -> [String] {
        guard let course = CourseFolder(at: root) else { return [] }
        return course.entries(of: "Exercises/\(exercise.slug)/\(folder)")
            .filter { $0.kind == .folder }.map(\.name)
    }
}
