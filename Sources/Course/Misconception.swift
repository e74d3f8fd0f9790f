/// What people wrongly believe, as `Lessons/misconceptions.yml` has it: mutants, tests and quizzes name its id.
public struct Misconception: Sendable, Equatable {
    public var id: String
    public var belief: String
    /// One sentence that helps.
    public var help: String
    /// The section to read, as `05-race#네-단계`.
    public var read: String?
    /// Line of its entry in the file, 1-based.
    public var line: Int?
}

extension Course {
    public static let misconceptionsPath = "Lessons/misconceptions.yml"

    /// The misconceptions of the course in the order of the file, and what is wrong with the file.
    public func misconceptions() -> (list: [Misconception], faults: [CourseError.Fault]) {
        let (list, faults) = EntryList.read(Course.misconceptionsPath, in: root) { reader in
            let id = reader.required("id")
            let belief = reader.required("belief")
            let help = reader.required("help")
            let read = reader.string("read")
            if let id, let wrong = NameShape.exercise.complaint(about: id) {
                reader.note("bad-name", about: "id", wrong.message, fix: wrong.fix)
            }
            guard let id, let belief, let help else { return Misconception?.none }
            return Misconception(
                id: id, belief: belief, help: help, read: read, line: reader.line("id"))
        }
        return (list, faults)
    }
}
