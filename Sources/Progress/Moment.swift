import Foundation
import GRDB

/// Something that a learner did at a time, as the summaries count it.
struct Moment {
    enum Subject {
        case exercise(String)
        case chapter(String)

        var row: (kind: String, name: String) {
            switch self {
            case .exercise(let slug): ("exercise", slug)
            case .chapter(let slug): ("chapter", slug)
            }
        }
    }

    var course: String
    var subject: Subject
    var at: Date
    var attempts = 0
    var passes = 0
    var sections = 0
    var quizzes = 0
    var others = 0

    /// A pause longer than this many seconds is no work. Half an hour is what analysts of web sites take for the end of
    /// a visit (Catledge and Pitkow, "Characterizing browsing strategies in the World-Wide Web", 1995, found 25.5
    /// minutes).
    static let restSeconds = 1_800
    static let quarterSeconds = 900

    /// Counts it: in its quarter of an hour, and the time since the moment before as spent on its subject.
    ///
    /// What is done first after a rest takes no time: what is told as spent is the least that it was.
    func note(_ db: Database) throws {
        let second = Int(at.timeIntervalSince1970.rounded(.down))
        let last = try Int.fetchOne(
            db, sql: "SELECT last FROM activity WHERE course = ? ORDER BY quarter DESC LIMIT 1",
            arguments: [course])
        let gap = last.map { second - $0 } ?? 0
        let spent = (0...Self.restSeconds).contains(gap) ? gap : 0
        try db.execute(
            sql: """
                INSERT INTO activity (course, quarter, attempts, passes, sections, quizzes, others, seconds, last)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (course, quarter) DO UPDATE SET
                    attempts = attempts + excluded.attempts, passes = passes + excluded.passes,
                    sections = sections + excluded.sections, quizzes = quizzes + excluded.quizzes,
                    others = others + excluded.others, seconds = seconds + excluded.seconds,
                    last = max(last, excluded.last)
                """,
            arguments: [
                course, second / Self.quarterSeconds, attempts, passes, sections, quizzes, others, spent,
                second,
            ])
        try db.execute(
            sql: """
                INSERT INTO time_spent (course, kind, name, seconds) VALUES (?, ?, ?, ?)
                ON CONFLICT (course, kind, name) DO UPDATE SET seconds = seconds + excluded.seconds
                """, arguments: [course, subject.row.kind, subject.row.name, spent])
    }
}
