public import Course
public import Foundation
import GRDB
import Verdicts

extension ProgressStore {
    /// What was done for a course in each quarter of an hour in which something was, in their order.
    ///
    /// - Parameter since: only quarters that end after it; nil for all.
    public func activity(course: String, since: Date? = nil) throws(ProgressError) -> [Activity] {
        let first = since.map { Int($0.timeIntervalSince1970.rounded(.down)) / Moment.quarterSeconds } ?? 0
        return try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM activity WHERE course = ? AND quarter >= ? ORDER BY quarter",
                arguments: [course, first]
            ).map { row in
                let quarter: Int = row["quarter"]
                return Activity(
                    at: Date(timeIntervalSince1970: Double(quarter * Moment.quarterSeconds)),
                    attempts: row["attempts"], passes: row["passes"], sections: row["sections"],
                    quizzes: row["quizzes"], seconds: row["seconds"])
            }
        }
    }

    /// Joins an attempt to the totals of its exercise.
    func summarize(
        _ verdict: Verdict, _ owner: Owner, _ number: Int, _ moment: Instant, _ db: Database
    ) throws {
        let isPassed = verdict.outcome == .passed
        let part = verdict.outcome.isCounted && verdict.maxScore > 0 ? verdict.score / verdict.maxScore : 0
        let hasPassed = try Bool.fetchOne(
            db, sql: "SELECT passed_at IS NOT NULL FROM exercise_totals WHERE course = ? AND exercise = ?",
            arguments: [owner.course, owner.slug])
        let row: StatementArguments = [
            owner.course, owner.slug, verdict.outcome.isCounted, isPassed ? 1 : part,
            isPassed ? moment.text : nil, isPassed ? 1 : nil, number, moment.text, verdict.outcome.rawValue,
            verdict.tests.count, verdict.tests.count { $0.status == .passed },
        ]
        try db.execute(sql: Self.addingToTotals, arguments: row)
        try Moment(
            course: owner.course, subject: .exercise(owner.slug), at: moment.date, attempts: 1,
            passes: isPassed && hasPassed != true ? 1 : 0
        ).note(db)
    }

    private static let addingToTotals = """
        INSERT INTO exercise_totals
            (course, exercise, recorded, counted, best, passed_at, counted_to_pass, last_number, last_at,
             last_verdict, tests, passed_tests)
        VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (course, exercise) DO UPDATE SET
            recorded = recorded + 1, counted = counted + excluded.counted, best = max(best, excluded.best),
            passed_at = coalesce(passed_at, excluded.passed_at),
            counted_to_pass = coalesce(
                counted_to_pass, CASE WHEN excluded.passed_at IS NOT NULL THEN counted + excluded.counted END),
            last_number = CASE WHEN excluded.last_at >= last_at THEN excluded.last_number ELSE last_number END,
            last_verdict = CASE WHEN excluded.last_at >= last_at THEN excluded.last_verdict ELSE last_verdict END,
            tests = CASE WHEN excluded.last_at >= last_at THEN excluded.tests ELSE tests END,
            passed_tests = CASE WHEN excluded.last_at >= last_at THEN excluded.passed_tests ELSE passed_tests END,
            last_at = max(last_at, excluded.last_at)
        """
}
