import Course
import Foundation
import GRDB
import Progress
import Testing
import Verdicts

/// Several processes on one store, and processes that are killed while they write.
@Suite("Durability")
struct DurabilityTests {
    @Test(
        "processes that write at the same time, into a store none of them finds, leave no gap and no double")
    func concurrentWriters() async throws {
        let home = try TemporaryHome()
        await withTaskGroup { group in
            for writer in 0..<4 {
                group.addTask { [path = home.path] in
                    await #expect(processExitsWith: .success) {
                        [path = path as String, writer = writer as Int] in
                        let sum = Exercise.named("sum")
                        let store = try ProgressStore(at: path)
                        for round in 0..<25 {
                            try store.record(
                                .of(sum, [.failed]), of: .text("\(writer) \(round)"), exercise: sum)
                        }
                    }
                }
            }
        }
        let attempts = try home.store().attempts(of: .named("sum"), course: courseID)
        #expect(attempts.map(\.number) == Array(1...100))
        #expect(Set(attempts.map(\.submission)).count == 100)
        #expect(try integrity(home) == ["ok"])
    }

    @Test(
        "an attempt that was acknowledged outlives SIGKILL at any moment",
        arguments: [2_000, 7_000, 13_000, 29_000, 53_000, 97_000])
    func killed(microseconds: Int) async throws {
        let home = try TemporaryHome()
        let acknowledged = home.path + "/acknowledged"
        for writer in 0..<2 {
            async let first: Void = Self.writeUntilKilled(home.path, acknowledged, "\(writer)a", microseconds)
            async let second: Void = Self.writeUntilKilled(
                home.path, acknowledged, "\(writer)b", microseconds / 2)
            _ = await (first, second)
        }
        let sum = Exercise.named("sum")
        let attempts = try home.store().attempts(of: sum, course: courseID)
        #expect(attempts.map(\.number) == attempts.indices.map { $0 + 1 })
        #expect(try integrity(home) == ["ok"])
        let digests = Set(attempts.map(\.submission))
        let told = ((try? String(contentsOfFile: acknowledged, encoding: .utf8)) ?? "").split(separator: "\n")
        for digest in told { #expect(digests.contains(String(digest))) }
        for attempt in attempts { #expect(try attempt.verdict().tests.count == 2) }
        #expect(try resultsWithoutAttempt(home) == 0)
    }

    private static func writeUntilKilled(
        _ path: String, _ acknowledged: String, _ writer: String, _ microseconds: Int
    ) async {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [
                path = path as String, acknowledged = acknowledged as String, writer = writer as String,
                microseconds = microseconds as Int
            ] in
            let sum = Exercise.named("sum")
            let log = open(acknowledged, O_WRONLY | O_APPEND | O_CREAT, 0o600)
            Thread.detachNewThread {
                usleep(UInt32(microseconds))
                kill(getpid(), SIGKILL)
            }
            let store = try ProgressStore(at: path)
            for round in 0... {
                let source = SubmissionSource.text("\(writer) \(round)")
                let attempt = try store.record(.of(sum, [.passed, .failed]), of: source, exercise: sum)
                let line = Array((attempt.submission + "\n").utf8)
                _ = write(log, line, line.count)
            }
        }
    }

    private func integrity(_ home: TemporaryHome) throws -> [String] {
        try DatabaseQueue(path: home.database).read {
            try String.fetchAll($0, sql: "PRAGMA integrity_check")
                + String.fetchAll($0, sql: "PRAGMA foreign_key_check")
        }
    }

    private func resultsWithoutAttempt(_ home: TemporaryHome) throws -> Int? {
        try DatabaseQueue(path: home.database).read {
            try Int.fetchOne(
                $0,
                sql: """
                    SELECT count(*) FROM test_results AS t WHERE NOT EXISTS (
                        SELECT 1 FROM attempts AS a
                        WHERE a.course = t.course AND a.exercise = t.exercise AND a.number = t.number)
                    """)
        }
    }
}
