import Course
import Foundation
import GRDB
import Synchronization
import Testing
import Verdicts

@testable import Progress

/// That no question of every day walks over a table that grows with every attempt, as SQLite itself says.
///
/// Source: https://www.sqlite.org/eqp.html; `SCAN` is a walk over a whole table or index, `SEARCH` goes by a key.
@Suite("Query plans")
struct QueryPlanTests {
    let home: TemporaryHome
    let store: ProgressStore
    let sum = Exercise.named("sum")
    let chapter = Chapter.named("race", sections: ["하나"])

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
        for text in 0..<20 {
            try store.record(.of(sum, [.failed, .passed]), of: .text("\(text)"), exercise: sum)
        }
    }

    private var course: Course {
        Course(id: courseID, title: "과정", root: "/course", chapters: [chapter], exercises: [sum])
    }

    /// What SQLite does for each statement that `body` runs.
    private func plans(_ body: (ProgressStore) throws -> Void) throws -> [String] {
        let log = Mutex<[String]>([])
        try store.queue.writeWithoutTransaction { db in
            db.trace { event in
                guard case .statement(let statement) = event else { return }
                log.withLock { $0.append(statement.expandedSQL) }
            }
        }
        try body(store)
        try store.queue.writeWithoutTransaction { $0.trace() }
        let statements = log.withLock { $0 }.filter { sql in
            ["SELECT", "INSERT", "UPDATE", "WITH"].contains { sql.hasPrefix($0) }
        }
        try #require(!statements.isEmpty)
        return try store.queue.read { db in
            try statements.flatMap { sql in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { "\($0["detail"] as String)" }
            }
        }
    }

    private static let growing = [
        "attempts", "test_results", "blobs", "submissions", "submission_files", "a", "t",
    ]

    private func expectNoWalk(_ plans: [String]) {
        for plan in plans {
            let words = plan.split(separator: " ")
            guard words.first == "SCAN", words.count > 1 else { continue }
            #expect(!Self.growing.contains(String(words[1])), "\(plan)")
        }
    }

    @Test("sil progress reads what it tells by key")
    func progress() throws {
        let plans = try plans { store in
            _ = try store.overview(of: course)
            _ = try store.activity(course: courseID, since: Date())
            _ = try store.quizAnswers(course: course)
            _ = try store.lastAttempt(at: sum, course: courseID)
        }
        expectNoWalk(plans)
        #expect(plans.contains { $0.contains("SEARCH exercise_totals USING PRIMARY KEY") })
        #expect(!plans.contains { $0.contains("SEARCH test_results") })
    }

    @Test("of a period, only the attempts of that period are read, from the index by time")
    func period() throws {
        let plans = try plans { _ = try $0.overview(of: course, since: Date()) }
        expectNoWalk(plans)
        #expect(
            plans.contains {
                $0.contains("SEARCH attempts USING COVERING INDEX attempts_by_time (course=? AND at>?)")
            })
    }

    @Test("what a submission asks and writes goes by key")
    func submission() throws {
        let plans = try plans { store in
            let source = SubmissionSource.text("neu")
            _ = try store.earlier(source, exercise: sum, course: courseID, grader: "g1")
            try store.record(.of(sum, [.passed]), of: source, exercise: sum)
            _ = try store.best(of: [sum], course: courseID)
            _ = try store.hintsTaken(exercise: sum, course: courseID)
        }
        expectNoWalk(plans)
        #expect(
            plans.contains {
                $0.contains("attempts_by_submission") || $0.contains("sqlite_autoindex_attempts_1")
            })
    }
}
