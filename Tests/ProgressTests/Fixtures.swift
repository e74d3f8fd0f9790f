import Course
import Foundation
import GRDB
import Verdicts

@testable import Progress

/// A folder for one test, gone with it.
final class TemporaryHome: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "progress-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/progress.sqlite" }

    /// A clock that starts at 2026-11-24 09:00:00 UTC and goes on by a minute each time it is read.
    func store(_ mode: ProgressStore.Mode = .readWrite, schema: Schema = .current) throws -> ProgressStore {
        let clock = TickingClock()
        return try ProgressStore(at: path, mode: mode, schema: schema, patience: 0.2, clock: { clock.next() })
    }

    /// A store as an earlier `sil` left it: attempts at `sum`, one a minute, all of the files of `olderSource`.
    func makeOlderStore(migrations: Int, verdicts: [String]) throws {
        let raw = try DatabaseQueue(path: database)
        try Schema(migrations: Array(Schema.current.migrations.prefix(migrations))).migrate(raw)
        let source = Self.olderSource
        let digest = source.digest
        try raw.write { db in
            try db.execute(sql: "INSERT INTO submissions VALUES (?)", arguments: [digest])
            for (position, (file, hash)) in zip(source.files, source.hashes).enumerated() {
                try db.execute(
                    sql: "INSERT INTO blobs (sha256, size, bytes) VALUES (?, ?, ?)",
                    arguments: [hash.hexadecimal, file.bytes.count, Data(file.bytes)])
                try db.execute(
                    sql: "INSERT INTO submission_files VALUES (?, ?, ?, ?)",
                    arguments: [digest, position, file.name, hash.hexadecimal])
            }
            for (index, verdict) in verdicts.enumerated() {
                let status = TestStatus(rawValue: verdict) ?? .failed
                let document = try JSONEncoder().encode(Verdict.of(.named("sum"), [status]))
                try db.execute(
                    sql: """
                        INSERT INTO attempts (course, exercise, number, verdict, score, max_score, counted, at, seconds,
                                              grader, submission, document)
                        VALUES (?, 'sum', ?, ?, 1, 3, 1, ?, 0.1, 'g', ?, ?)
                        """,
                    arguments: [
                        courseID, index + 1, verdict, "2026-11-24T09:0\(index):00.000Z", digest,
                        String(decoding: document, as: UTF8.self),
                    ])
                try db.execute(
                    sql: "INSERT INTO test_results VALUES (?, 'sum', ?, 0, 'T.t', ?, 0.1, 1)",
                    arguments: [courseID, index + 1, verdict])
            }
            // Once there were summaries, every write kept them up.
            if try db.tableExists("exercise_totals") { try db.execute(sql: Schema.resummarizing) }
        }
        try raw.close()
    }

    /// More files than are packed at once, of what packs well, what does not, and nothing.
    static let olderSource = SubmissionSource(
        files: (0..<100).map { number in
            (
                name: "F\(number).swift",
                bytes: Array(String(repeating: "let 수\(number) = \(number)\n", count: number).utf8)
            )
        } + [(name: "Noise.bin", bytes: noise(bytes: 5_000))])

    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}

/// Bytes that no packing makes shorter, the same each time.
func noise(bytes count: Int) -> [UInt8] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state >> 24)
    }
}

final class TickingClock: @unchecked Sendable {
    private let lock = NSLock()
    private var minutes = -1.0

    func next() -> Date {
        lock.withLock {
            minutes += 1
            return Date(timeIntervalSince1970: 1_795_510_800 + minutes * 60)
        }
    }
}

let courseID = "siltarae"

extension Exercise {
    static func named(
        _ slug: String, renamedFrom: [String] = [], points: Double = 3, hints: [String] = ["하나", "둘"]
    ) -> Exercise {
        Exercise(
            slug: slug, directory: "/course/Exercises/\(slug)", title: slug, summary: slug, points: points,
            kind: .unit,
            hints: hints, renamedFrom: renamedFrom)
    }
}

extension Chapter {
    static func named(_ slug: String, sections: [String], renamedFrom: [String] = []) -> Chapter {
        Chapter(
            number: 1, slug: slug, name: "01-\(slug)", path: "/course/Lessons/01-\(slug).md", title: slug,
            renamedFrom: renamedFrom, sections: sections.map { Section(title: $0, anchor: $0, line: 1) })
    }
}

extension SubmissionSource {
    static func text(_ text: String, name: String = "Sum.swift") -> SubmissionSource {
        SubmissionSource(files: [(name: name, bytes: Array(text.utf8))])
    }
}

extension Verdict {
    /// A verdict over as many tests as there are statuses, each worth a point.
    static func of(_ exercise: Exercise, _ statuses: [TestStatus], grader: String = "g1") -> Verdict {
        let tests = statuses.enumerated().map { index, status in
            TestResult(
                name: "SumTests.test\(index)", title: "시험 \(index)", status: status,
                message: status == .passed ? nil : "기대 3 · 실제 4", output: "줄 1\n줄 2\n", read: "01-sum#하나",
                seconds: 0.01)
        }
        var verdict = Verdict(
            course: courseID, exercise: exercise.slug, outcome: Verdict.outcome(of: tests),
            score: Verdict.score(points: exercise.points, tests: tests), maxScore: exercise.points,
            tests: tests,
            sandbox: "full", graderFingerprint: grader)
        verdict.timing.total = 0.25
        return verdict
    }

    /// A verdict that no test explains.
    static func without(_ exercise: Exercise, _ outcome: Outcome, grader: String = "g1") -> Verdict {
        Verdict(
            course: courseID, exercise: exercise.slug, outcome: outcome, maxScore: exercise.points,
            reason: "까닭",
            sandbox: "full", graderFingerprint: grader)
    }
}
