import Course
import Progress

/// One chapter in figures.
struct ChapterSummary: Sendable {
    let chapter: Chapter
    let exercises: [Exercise]
    let read: Set<String>
    let standings: [Standing]
    let quizzes: QuizTally
    /// Time spent on reading, quizzes and exercises.
    let seconds: Int
    /// Exercises passed; in a period, those that were passed in it for the first time.
    let passed: Int

    /// Every chapter of the course, in order.
    static func all(
        of course: Course, _ progress: CourseProgress, quizzes: [String: QuizTally] = [:]
    ) -> [ChapterSummary] {
        let exercises = ChapterExercises(of: course)
        return course.chapters.map { chapter in
            ChapterSummary(
                chapter, exercises: exercises[chapter], progress,
                quizzes: quizzes[chapter.slug] ?? QuizTally())
        }
    }

    init(_ chapter: Chapter, exercises: [Exercise], _ progress: CourseProgress, quizzes: QuizTally) {
        self.chapter = chapter
        self.exercises = exercises
        self.quizzes = quizzes
        read = progress.read[chapter.slug] ?? []
        standings = exercises.map { progress.standings[$0.slug] ?? Standing(maxScore: $0.points) }
        seconds = standings.reduce(progress.readingSeconds[chapter.slug] ?? 0) { $0 + $1.seconds }
        passed = standings.count { $0.isPassed(since: progress.since) }
    }

    var score: Double { standings.reduce(0) { $0 + $1.score } }
    var maxScore: Double { standings.reduce(0) { $0 + $1.maxScore } }
    var attempts: Int { standings.reduce(0) { $0 + $1.attempts } }
}

/// What was answered to some quizzes, the last answer to each.
public struct QuizTally: Sendable, Equatable {
    public var quizzes: Int
    public var answered: Int
    public var right: Int

    public init(quizzes: Int = 0, answered: Int = 0, right: Int = 0) {
        self.quizzes = quizzes
        self.answered = answered
        self.right = right
    }

    public var wrong: Int { answered - right }

    static func + (left: QuizTally, right: QuizTally) -> QuizTally {
        QuizTally(
            quizzes: left.quizzes + right.quizzes, answered: left.answered + right.answered,
            right: left.right + right.right)
    }
}
