import Course

/// What the blocks of a page mean beyond their own text.
struct PageCards: Sendable {
    /// By the line of their fence.
    let quizzes: [Int: QuizCard]
    /// Titles by slug.
    let exercises: [String: String]
    /// What a person calls the kinds of findings.
    let findings: [String: String]
    /// All programs, by the line of their fence.
    let samples: [Int: Sample]
    /// The programs that ```output blocks belong to, by the line of the output's fence.
    let outputs: [Int: Sample]
    let links: CourseLinks?

    init(
        quizzes: [Int: QuizCard], exercises: [String: String], findings: [String: String], samples: [Sample],
        links: CourseLinks?
    ) {
        self.links = links
        self.quizzes = quizzes
        self.exercises = exercises
        self.findings = findings
        self.samples = Dictionary(
            samples.map { ($0.place.line, $0) }, uniquingKeysWith: { first, _ in first })
        outputs = samples.reduce(into: [:]) { outputs, sample in
            if let place = sample.outputPlace { outputs[place.line] = sample }
        }
    }
}
