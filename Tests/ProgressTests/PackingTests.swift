import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

@Suite("How sources lie in the store")
struct PackingTests {
    let home: TemporaryHome
    let store: ProgressStore
    let sum = Exercise.named("sum")
    /// As a learner writes it: a text in which words come again.
    let text = String(repeating: "    guard let next = queue.first else { return nil }\n", count: 40)

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
    }

    private func record(_ files: [(name: String, bytes: [UInt8])]) throws -> RecordedAttempt {
        try store.record(.of(sum, [.failed]), of: SubmissionSource(files: files), exercise: sum)
    }

    /// Does something to the store that `sil` never does.
    private func damage(_ sql: String, _ arguments: StatementArguments = []) throws {
        try DatabaseQueue(path: home.database).write { try $0.execute(sql: sql, arguments: arguments) }
    }

    private func rows(_ columns: String) throws -> [String] {
        try DatabaseQueue(path: home.database).read { db in
            try Row.fetchAll(db, sql: "SELECT \(columns) FROM blobs ORDER BY rowid").map { row in
                row.databaseValues.map(\.description).joined(separator: " ")
            }
        }
    }

    @Test("what packs lies packed, what does not lies as it is, and both come back byte for byte")
    func roundTrip() throws {
        let files: [(name: String, bytes: [UInt8])] = [
            (name: "A.swift", bytes: Array(text.utf8)), (name: "B.swift", bytes: []),
            (name: "C.swift", bytes: [0]), (name: "D.swift", bytes: noise(bytes: 3_000)),
            (name: "E.swift", bytes: Array(repeating: 7, count: ProgressStore.keptBytesMax)),
        ]
        let attempt = try record(files)
        #expect(
            try rows("packing, size, length(bytes) < size") == [
                "1 \(text.utf8.count) 1", "0 0 0", "0 1 0", "0 3000 0", "1 \(ProgressStore.keptBytesMax) 1",
            ])
        let kept = try #require(try home.store(.readOnly).source(of: attempt))
        #expect(kept.files.map(\.bytes) == files.map(\.bytes))
    }

    @Test("equal files are one row, named by the hash of what was handed in")
    func oneRow() throws {
        for name in ["A.swift", "B.swift"] { _ = try record([(name: name, bytes: Array(text.utf8))]) }
        #expect(try rows("sha256") == ["\"\(SHA256.digest(of: text.utf8).hexadecimal)\""])
    }

    /// What can be wrong with a row, as SQL.
    static let damages = [
        "bytes = substr(bytes, 1, length(bytes) / 2)", "bytes = x''", "bytes = x'00'",
        "bytes = CAST(bytes AS TEXT)",
        "bytes = zeroblob(length(bytes))", "packing = 0", "packing = 7", "packing = 'zlib'",
        "size = size - 1",
        "size = size + 1", "size = -1", "size = 0", "size = 1 << 62", "size = 'viel'", "size = 1e300",
        "bytes = (SELECT bytes FROM blobs WHERE rowid = 1)",
    ]

    @Test("a source that is damaged is named, and costs nothing but itself", arguments: damages)
    func damaged(change: String) throws {
        let whole = try record([(name: "Whole.swift", bytes: Array((text + "// 1").utf8))])
        let broken = try record([(name: "Broken.swift", bytes: Array(text.utf8))])
        try damage("UPDATE blobs SET \(change) WHERE rowid = 2")
        #expect(throws: ProgressError.damagedFile(path: home.database, name: "Broken.swift")) {
            try store.source(of: broken)
        }
        #expect(try home.store().source(of: whole)?.files.first?.bytes == Array((text + "// 1").utf8))
        #expect(try store.attempts(of: sum, course: courseID).count == 2)
        #expect(try record([(name: "Next.swift", bytes: Array("let 다음 = 1\n".utf8))]).number == 3)
    }

    @Test("a history with a damaged source is not exported as if it were whole")
    func exported() throws {
        _ = try record([(name: "A.swift", bytes: Array(text.utf8))])
        try damage("UPDATE blobs SET bytes = x'00'")
        #expect(throws: ProgressError.damagedFile(path: home.database, name: "submissions[0]")) {
            try store.export { _ in }
        }
    }

    @Test("any single bit of a stream that is another one is found")
    func bits() throws {
        let attempt = try record([(name: "A.swift", bytes: Array(text.utf8))])
        let stream = try #require(
            try DatabaseQueue(path: home.database).read {
                try Data.fetchOne($0, sql: "SELECT bytes FROM blobs")
            })
        for index in stream.indices {
            var other = stream
            other[index] ^= 1 << UInt8(index % 8)
            try damage("UPDATE blobs SET bytes = ?", [other])
            // A bit that inflate does not look at changes nothing; what comes back is what was handed in, or nothing.
            do throws(ProgressError) {
                #expect(try store.source(of: attempt)?.files.first?.bytes == Array(text.utf8))
            } catch {
                #expect(error == .damagedFile(path: home.database, name: "A.swift"))
            }
        }
    }

    @Test("no more than is kept comes out of a stream, whatever it holds and says of itself")
    func bomb() throws {
        let attempt = try record([(name: "A.swift", bytes: Array(text.utf8))])
        let zeros = Data(count: ProgressStore.keptBytesMax + 1)
        let bomb = StoredBytes(packing: zeros)
        #expect(bomb.packing == .zlib && bomb.bytes.count < 4_096)
        let hash = SHA256.digest(of: zeros).hexadecimal
        for size in [text.utf8.count, ProgressStore.keptBytesMax, zeros.count] {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            try DatabaseQueue(path: home.database, configuration: configuration).write { db in
                try db.execute(
                    sql: "UPDATE blobs SET bytes = ?, size = ?, sha256 = ?",
                    arguments: [bomb.bytes, size, hash])
                try db.execute(sql: "UPDATE submission_files SET blob = ?", arguments: [hash])
            }
            #expect(throws: ProgressError.damagedFile(path: home.database, name: "A.swift")) {
                try store.source(of: attempt)
            }
        }
    }
}
