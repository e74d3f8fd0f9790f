import GRDB

/// What was done for a course from some moment on, by the names it was recorded under.
struct Period {
    struct Work {
        var recorded = 0
        var counted = 0
        var hints = 0
        var seconds = 0

        mutating func add(_ other: Work) {
            recorded += other.recorded
            counted += other.counted
            hints += other.hints
            seconds += other.seconds
        }
    }

    private(set) var exercises: [String: Work] = [:]
    private(set) var chapters: [String: Work] = [:]

    /// - Parameter since: ISO 8601, as the store has it.
    init(_ db: Database, course: String, since: String) throws {
        let rows = try Row.fetchCursor(db, sql: Self.work, arguments: ["course": course, "since": since])
        while let row = try rows.next() {
            let work = Work(
                recorded: row["recorded"], counted: row["counted"], hints: row["hints"],
                seconds: row["seconds"])
            let name: String = row["name"]
            if row["kind"] == "exercise" { exercises[name] = work } else { chapters[name] = work }
        }
    }

    /// As the summaries count it, of the rows from then on only.
    static let work = """
        SELECT kind, name, sum(recorded) AS recorded, sum(counted) AS counted, sum(hint) AS hints,
               sum(CASE WHEN gap BETWEEN 0 AND \(Moment.restSeconds) THEN gap ELSE 0 END) AS seconds
        FROM (
            SELECT *, second - lag(second) OVER (ORDER BY second) AS gap FROM (
                SELECT 'exercise' AS kind, exercise AS name, CAST(strftime('%s', at) AS INTEGER) AS second,
                       1 AS recorded, counted, 0 AS hint
                FROM attempts WHERE course = :course AND at >= :since
                UNION ALL
                SELECT 'exercise', exercise, CAST(strftime('%s', at) AS INTEGER), 0, 0, 1
                FROM hints WHERE course = :course AND at >= :since
                UNION ALL
                SELECT 'exercise', exercise, CAST(strftime('%s', at) AS INTEGER), 0, 0, 0
                FROM starts WHERE course = :course AND at >= :since
                UNION ALL
                SELECT 'chapter', chapter, CAST(strftime('%s', at) AS INTEGER), 0, 0, 0
                FROM sections_read WHERE course = :course AND at >= :since
                UNION ALL
                SELECT 'chapter', chapter, CAST(strftime('%s', at) AS INTEGER), 0, 0, 0
                FROM quiz_answers WHERE course = :course AND at >= :since
            )
        ) GROUP BY kind, name
        """
}
