import Foundation
import GRDB

/// The learner's file, opened by another program than `sil`.
struct Store {
    struct Attempt: Equatable {
        var exercise: String
        var number: Int
        var verdict: String
        var score: Double
    }

    private let queue: DatabaseQueue

    /// Throws when there is no such file, or it is not a database.
    init(at url: URL) throws {
        var configuration = Configuration()
        configuration.readonly = true
        queue = try DatabaseQueue(path: url.path, configuration: configuration)
    }

    func attempts(of exercise: String) throws -> [Attempt] {
        try queue.read { database in
            let sql =
                "SELECT exercise, number, verdict, score FROM attempts WHERE exercise = ? ORDER BY number"
            return try Row.fetchAll(database, sql: sql, arguments: [exercise]).map { row in
                Attempt(
                    exercise: row["exercise"], number: row["number"], verdict: row["verdict"],
                    score: row["score"])
            }
        }
    }

    /// Kinds of the findings that are kept under a handle.
    func explorations(_ handle: String) throws -> [String] {
        try queue.read { database in
            let sql = "SELECT kind FROM explorations WHERE handle = ? AND length(choices) > 0"
            return try String.fetchAll(database, sql: sql, arguments: [handle])
        }
    }

    /// What SQLite itself finds wrong with the file, foreign keys included; empty for a sound one.
    func faults() throws -> [String] {
        try queue.read { database in
            let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            let orphans = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
            return integrity.filter { $0 != "ok" } + orphans.map(\.description)
        }
    }
}
