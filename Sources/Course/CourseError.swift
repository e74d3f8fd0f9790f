/// Everything that can be wrong with a course or with a name asked of it, as data. Wording is `sil`'s business.
public enum CourseError: Error, Sendable, Equatable {
    /// A fault in a course file. `path` is relative to the course.
    public struct Fault: Sendable, Equatable {
        public var path: String
        public var line: Int?
        public var column: Int?
        /// A stable word for the kind of fault (`unknown-key`, `missing-key`, `wrong-type`, `yaml`, `bad-name`, …).
        public var rule: String
        /// A Korean sentence: what is wrong.
        public var message: String
        /// A Korean sentence: what to do.
        public var fix: String
        public init(
            path: String, line: Int? = nil, column: Int? = nil, rule: String, message: String, fix: String
        ) {
            self.path = path
            self.line = line
            self.column = column
            self.rule = rule
            self.message = message
            self.fix = fix
        }
    }

    /// The folder has neither `Lessons/` nor `Exercises/`, or does not exist.
    case notACourse(path: String)
    case faults([Fault])
    case unknownExercise(String, nearest: [String])
    case unknownChapter(String, nearest: [String])
    case unknownSection(String, chapter: String, nearest: [String])
    /// A prefix that fits several.
    case ambiguous(String, candidates: [String])
}
