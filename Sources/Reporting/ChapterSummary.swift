import Course
import Progress

/// One chapter in figures.
struct ChapterSummary: Sendable {
    let chapter: Chapter
    let exercises: [Exercise]
    let read: Set<String>
    let standings: [Standing]

    init(_ chapter: Chapter, _ exercises: [Exercise], _ progress: CourseProgress) {
        self.chapter = chapter
        self.exercises = exercises
        read = progress.read[chapter.slug] ?? []
        standings = exercises.map { progress.standings[$0.slug] ?? Standing(maxScore: $0.points) }
    }

    var passed: Int { standings.count { $0.state == .passed } }
    var score: Double { standings.reduce(0) { $0 + $1.score } }
    var maxScore: Double { standings.reduce(0) { $0 + $1.maxScore } }
    var attempts: Int { standings.reduce(0) { $0 + $1.attempts } }
}
