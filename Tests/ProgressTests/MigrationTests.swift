import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

@Suite("Migrating the store")
struct MigrationTests {
    let home: TemporaryHome
    let sum = Exercise.named("sum")
    let next = Schema(
        migrations: Schema.current.migrations + [
            .init(name: "9-notes", sql: "CREATE TABLE notes (text TEXT)")
        ])

    init() throws {
        home = try TemporaryHome()
        try home.store().record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
    }

    var backup: String { "progress.sqlite.\(Schema.current.migrations.last?.name ?? "").bak" }

    @Test("an older store is brought up to date and keeps what it holds")
    func migrated() throws {
        let store = try home.store(schema: next)
        #expect(try store.attempts(of: sum, course: courseID).map(\.outcome) == [.passed])
        let raw = try DatabaseQueue(path: home.database)
        #expect(try raw.read { try $0.tableExists("notes") })
    }

    @Test("a copy of the older store stays beside it, whole")
    func backedUp() throws {
        _ = try home.store(schema: next)
        #expect(home.files.filter { $0.hasSuffix(".bak") } == [backup])
        let copy = try DatabaseQueue(path: home.path + "/" + backup)
        #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM attempts") } == 1)
        #expect(try copy.read { try !$0.tableExists("notes") })
    }

    @Test("opening a store that is up to date leaves no copy")
    func noBackup() throws {
        _ = try home.store()
        #expect(!home.files.contains { $0.hasSuffix(".bak") })
    }

    @Test("an earlier copy is never replaced")
    func earlierBackup() throws {
        let earlier = home.path + "/" + backup
        try Data("earlier".utf8).write(to: URL(fileURLWithPath: earlier))
        _ = try home.store(schema: next)
        #expect(try String(contentsOfFile: earlier, encoding: .utf8) == "earlier")
        #expect(home.files.filter { $0.hasSuffix(".bak") }.count == 2)
    }

    @Test("a migration that fails changes nothing, and the store goes on with the older program")
    func failing() throws {
        let broken = Schema(
            migrations: Schema.current.migrations
                + [
                    .init(
                        name: "9-broken",
                        sql: "CREATE TABLE notes (text TEXT); INSERT INTO nowhere VALUES (1)")
                ])
        #expect(throws: ProgressError.self) { try home.store(schema: broken) }
        #expect(try home.store().attempts(of: sum, course: courseID).count == 1)
    }

    @Test("an older store opened for reading is read as it would be migrated, and stays as it is")
    func readOnly() throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: home.database))
        let store = try home.store(.readOnly, schema: next)
        #expect(try store.attempts(of: sum, course: courseID).count == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.database)) == before)
        #expect(!home.files.contains { $0.hasSuffix(".bak") })
    }

    @Test(
        "a store of every version there was is brought up to date, told as if it had never been older, and copied",
        arguments: 1..<Schema.current.migrations.count)
    func everyVersion(migrations: Int) throws {
        let older = try TemporaryHome()
        try older.makeOlderStore(migrations: migrations, verdicts: ["failed", "passed", "failed"])
        // Looked at without being changed, it says the same.
        for store in [try older.store(.readOnly), try older.store()] {
            let standing = try #require(try store.best(of: [sum], course: courseID)["sum"])
            #expect(standing.state == .passed && standing.attempts == 3 && standing.attemptsToPass == 2)
            #expect(standing.seconds == 120 && standing.score == 3)
            #expect(standing.last?.outcome == .failed && standing.last?.tests == 1)
            #expect(standing.last?.passedTests == 0)
            #expect(try store.activity(course: courseID).map(\.passes) == [1])
            let attempt = try #require(try store.attempts(of: sum, course: courseID).last)
            let source = try #require(try store.source(of: attempt))
            #expect(source.files.map(\.bytes) == TemporaryHome.olderSource.files.map(\.bytes))
        }
        let last = Schema.current.migrations[migrations - 1].name
        #expect(older.files.contains("progress.sqlite.\(last).bak"))
        let bytes = { (path: String) in
            try DatabaseQueue(path: path).read {
                try Int.fetchOne($0, sql: "SELECT sum(length(bytes)) FROM blobs") ?? 0
            }
        }
        let before = try bytes("\(older.database).\(last).bak")
        #expect(before == TemporaryHome.olderSource.files.reduce(0) { $0 + $1.bytes.count })
        #expect(try bytes(older.database) * 3 < before)
    }
}
