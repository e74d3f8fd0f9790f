extension Course {
    /// The Swift files directly in a folder of an exercise, by name; empty when there is no such folder.
    ///
    /// - Parameter folder: `Starter`, `Grader`, `Program`, `Solutions/<name>` or `Mutants/<name>`.
    /// - Throws: `faults` when a file is a link out of the course, or is no regular file.
    public func files(in folder: String, of exercise: Exercise) throws(CourseError) -> [CourseFile] {
        try exercise.files(in: folder)
    }

    /// Names of the reference solutions, sorted.
    public func solutions(of exercise: Exercise) -> [String] { exercise.solutions }

    /// Names of the wrong solutions, sorted.
    public func mutants(of exercise: Exercise) -> [String] { exercise.mutants }
}
