import Foundation
import GRDB
import Verdicts

/// What the store holds under one name of an exercise.
struct Tally {
    var recorded = 0
    var counted = 0
    var passed = false
    /// The best counted attempt as a part of its full score, 0 to 1.
    var best = 0.0
    var lastID: Int64 = 0
    var last: Standing.Last?
    var hintsTaken = 0
    var startedAt: Date?

    /// Joins what was recorded under another name of the same exercise.
    mutating func merge(_ other: Tally) {
        recorded += other.recorded
        counted += other.counted
        passed = passed || other.passed
        best = max(best, other.best)
        if other.lastID > lastID { (lastID, last) = (other.lastID, other.last) }
        hintsTaken = max(hintsTaken, other.hintsTaken)
        startedAt = [startedAt, other.startedAt].compactMap(\.self).min()
    }

    /// The standing in an exercise worth `points` today. What was earned is kept as a part of the whole, so that it
    /// stays when the points are changed.
    func standing(points: Double) -> Standing {
        let state: Standing.State =
            passed ? .passed : recorded > 0 ? .tried : startedAt != nil ? .started : .new
        // As a verdict rounds: to four decimals, and full points only for the whole.
        let score = best >= 1 ? points : (points * best * 10_000 + 1e-6).rounded(.down) / 10_000
        return Standing(
            state: state, score: score, maxScore: points, attempts: counted, recorded: recorded, last: last,
            hintsTaken: hintsTaken, startedAt: startedAt)
    }
}

extension Tally {
    /// By the name they were recorded under.
    static func all(_ db: Database, course: String) throws -> [String: Tally] {
        var tallies: [String: Tally] = [:]
        for row in try Row.fetchAll(db, sql: attempts, arguments: [course]) {
            tallies[row["exercise"]] = try Tally(attempts: row)
        }
        for row in try Row.fetchAll(
            db, sql: "SELECT exercise, max(number) AS taken FROM hints WHERE course = ? GROUP BY exercise",
            arguments: [course])
        {
            tallies[row["exercise"], default: Tally()].hintsTaken = row["taken"]
        }
        for row in try Row.fetchAll(
            db, sql: "SELECT exercise, at FROM starts WHERE course = ?", arguments: [course])
        {
            tallies[row["exercise"], default: Tally()].startedAt = Instant(text: row["at"])?.date
        }
        return tallies
    }

    private init(attempts row: Row) throws {
        recorded = row["recorded"]
        counted = row["counted"]
        passed = row["passed"]
        best = row["best"] ?? 0
        lastID = row["last"]
        let word: String = row["verdict"]
        let time: String = row["at"]
        guard let outcome = Outcome(rawValue: word), let moment = Instant(text: time) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "attempts: \(word), \(time)")
        }
        last = Standing.Last(
            outcome: outcome, at: moment.date, passedTests: row["passed_tests"], tests: row["tests"])
    }

    private static let attempts = """
        SELECT own.exercise, recorded, own.counted, passed, best, last, verdict, at,
               count(t.name) AS tests, count(CASE WHEN t.status = 'passed' THEN 1 END) AS passed_tests
        FROM (
            SELECT exercise, count(*) AS recorded, sum(counted) AS counted, max(verdict = 'passed') AS passed,
                   max(CASE WHEN verdict = 'passed' THEN 1.0
                            WHEN counted AND max_score > 0 THEN score / max_score END) AS best,
                   max(id) AS last
            FROM attempts WHERE course = ? GROUP BY exercise
        ) AS own
        JOIN attempts AS a ON a.id = own.last
        LEFT JOIN test_results AS t ON t.course = a.course AND t.exercise = a.exercise AND t.number = a.number
        GROUP BY own.exercise
        """
}
