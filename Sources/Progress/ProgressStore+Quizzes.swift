public import Course
public import Foundation
import GRDB

extension ProgressStore {
    /// Notes an answer to a quiz of a chapter.
    ///
    /// - Parameters:
    ///   - typed: as it was typed.
    ///   - at: nil for the store's clock.
    public func recordQuizAnswer(
        _ typed: String, isRight: Bool, to quiz: String, of chapter: Chapter, course: String, at: Date? = nil
    ) throws(ProgressError) {
        let now = instant(at)
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO quiz_answers (course, chapter, quiz, answer, is_right, at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [course, chapter.slug, quiz, typed, isRight, now.text])
            try Moment(course: course, subject: .chapter(chapter.slug), at: now.date, quizzes: 1).note(db)
        }
    }

    /// What was answered to the quizzes of each chapter, by chapter slug and quiz id, in the order of the answers.
    ///
    /// What was answered under a former name of a chapter counts.
    public func quizAnswers(
        course: Course
    ) throws(ProgressError) -> [String: [String: [QuizAnswer]]] {
        let recorded = try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT chapter, quiz, is_right, at FROM quiz_answers WHERE course = ? ORDER BY at, id",
                arguments: [course.id])
        }
        let slugs = course.chapters.reduce(into: [String: String]()) { slugs, chapter in
            for name in chapter.renamedFrom where !name.contains("#") { slugs[name] = chapter.slug }
        }.merging(course.chapters.map { ($0.slug, $0.slug) }) { $1 }
        var answers: [String: [String: [QuizAnswer]]] = [:]
        for row in recorded {
            guard let slug = slugs[row["chapter"]], let at = Instant(text: row["at"]) else { continue }
            answers[slug, default: [:]][row["quiz"], default: []].append(
                QuizAnswer(isRight: row["is_right"], at: at.date))
        }
        return answers
    }
}
