/// A course: a folder with `Lessons/` and `Exercises/`, read once and validated.
public struct Course: Sendable, Equatable {
    public var id: String
    public var title: String
    public var language: String
    public var authors: [String]
    /// Absolute path of the folder.
    public var root: String
    /// In reading order.
    public var chapters: [Chapter]
    /// In the order of their chapters, then by `requires`, then as the chapter's page names them, then by slug.
    public var exercises: [Exercise]
    /// Percent of the automatic changes of its solutions that the tests of an exercise must notice; nil: not required.
    public var mutationScore: Double?
    /// What was found wrong while reading, in the order of the files. What is broken is not among `chapters` and
    /// `exercises`; asking for it by name throws its faults.
    public var faults: [CourseError.Fault] = []

    public init(
        id: String, title: String, language: String = "ko", authors: [String] = [], root: String,
        chapters: [Chapter] = [],
        exercises: [Exercise] = []
    ) {
        self.id = id
        self.title = title
        self.language = language
        self.authors = authors
        self.root = root
        self.chapters = chapters
        self.exercises = exercises
    }
}
