import Course
import Progress

/// A whole course in figures.
struct Totals: Sendable, Equatable {
    var read = 0
    var sections = 0
    var passed = 0
    var exercises = 0
    var score = 0.0
    var maxScore = 0.0

    init(_ course: Course, _ progress: CourseProgress) {
        for chapter in course.chapters {
            read += progress.read[chapter.slug]?.count ?? 0
            sections += chapter.sections.count
        }
        for exercise in course.exercises {
            let standing = progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
            passed += standing.state == .passed ? 1 : 0
            exercises += 1
            score += standing.score
            maxScore += standing.maxScore
        }
    }

    /// Sections and exercises weigh the same.
    var percent: Int { Figures.percent(read + passed, of: sections + exercises) }
}
