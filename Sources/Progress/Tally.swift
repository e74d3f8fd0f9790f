import Foundation
import GRDB
import Verdicts

/// What the store holds under one name of an exercise.
struct Tally {
    var recorded = 0
    var counted = 0
    /// The best counted attempt as a part of its full score, 0 to 1.
    var best = 0.0
    /// When it was passed first.
    var passedAt: Date?
    /// Attempts that count, up to the first pass and with it.
    var countedToPass: Int?
    var last: Standing.Last?
    var hintsTaken = 0
    /// Those of them that were taken before the first pass.
    var hintsBeforePass = 0
    var startedAt: Date?
    var seconds = 0

    /// Joins what was recorded under another name of the same exercise.
    mutating func merge(_ other: Tally) {
        let (earlier, later) = precedes(other) ? (self, other) : (other, self)
        // What was tried under the other name before the pass belongs to the way there.
        let before = later.last.map { $0.at <= earlier.passedAt ?? .distantPast } == true ? later.counted : 0
        countedToPass = earlier.countedToPass.map { $0 + before }
        passedAt = earlier.passedAt
        recorded += other.recorded
        counted += other.counted
        best = max(best, other.best)
        if (other.last?.at ?? .distantPast) > (last?.at ?? .distantPast) { last = other.last }
        hintsTaken = max(hintsTaken, other.hintsTaken)
        hintsBeforePass = max(hintsBeforePass, other.hintsBeforePass)
        startedAt = [startedAt, other.startedAt].compactMap(\.self).min()
        seconds += other.seconds
    }

    /// Whether it was passed before the other was.
    private func precedes(_ other: Tally) -> Bool {
        (passedAt ?? .distantFuture) <= (other.passedAt ?? .distantFuture)
    }

    /// The standing in an exercise worth `points` today. What was earned is kept as a part of the whole, so that it
    /// stays when the points are changed.
    func standing(points: Double) -> Standing {
        let state: Standing.State =
            passedAt != nil ? .passed : recorded > 0 ? .tried : startedAt != nil ? .started : .new
        // As a verdict rounds: to four decimals, and full points only for the whole.
        let score = best >= 1 ? points : (points * best * 10_000 + 1e-6).rounded(.down) / 10_000
        var standing = Standing(
            state: state, score: score, maxScore: points, attempts: counted, recorded: recorded, last: last,
            hintsTaken: hintsTaken, startedAt: startedAt)
        standing.passedAt = passedAt
        standing.attemptsToPass = countedToPass
        standing.hintsBeforePass = hintsBeforePass
        standing.seconds = seconds
        return standing
    }
}

extension Tally {
    /// By the name they were recorded under.
    ///
    /// - Parameter names: only these; nil for every one of the course.
    static func all(_ db: Database, course: String, names: [String]? = nil) throws -> [String: Tally] {
        var condition = "course = ?"
        var arguments: StatementArguments = [course]
        if let names {
            condition += " AND exercise IN (\(names.map { _ in "?" }.joined(separator: ", ")))"
            arguments += StatementArguments(names)
        }
        func rows(_ columns: String, of table: String) throws -> RowCursor {
            try Row.fetchCursor(
                db, sql: "SELECT exercise, \(columns) FROM \(table) WHERE \(condition)", arguments: arguments)
        }
        var tallies: [String: Tally] = [:]
        var totals = try rows("*", of: "exercise_totals")
        while let row = try totals.next() { tallies[row["exercise"]] = try Tally(totals: row) }
        totals = try rows("number, at", of: "hints")
        while let row = try totals.next() {
            tallies[row["exercise"], default: Tally()].take(hint: row["number"], at: row["at"])
        }
        totals = try rows("at", of: "starts")
        while let row = try totals.next() {
            tallies[row["exercise"], default: Tally()].startedAt = Instant(text: row["at"])?.date
        }
        let timed = condition.replacingOccurrences(of: "exercise IN", with: "name IN")
        totals = try Row.fetchCursor(
            db, sql: "SELECT name, seconds FROM time_spent WHERE \(timed) AND kind = 'exercise'",
            arguments: arguments)
        while let row = try totals.next() { tallies[row["name"], default: Tally()].seconds = row["seconds"] }
        return tallies
    }

    private mutating func take(hint number: Int, at time: String) {
        hintsTaken = max(hintsTaken, number)
        guard let at = Instant(text: time)?.date, at <= passedAt ?? .distantFuture else { return }
        hintsBeforePass = max(hintsBeforePass, number)
    }

    private init(totals row: Row) throws {
        recorded = row["recorded"]
        counted = row["counted"]
        best = row["best"]
        let passed: String? = row["passed_at"]
        passedAt = passed.flatMap { Instant(text: $0)?.date }
        countedToPass = row["counted_to_pass"]
        let word: String = row["last_verdict"]
        let time: String = row["last_at"]
        guard let outcome = Outcome(rawValue: word), let moment = Instant(text: time) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "exercise_totals: \(word), \(time)")
        }
        last = Standing.Last(
            outcome: outcome, at: moment.date, passedTests: row["passed_tests"], tests: row["tests"])
    }
}
