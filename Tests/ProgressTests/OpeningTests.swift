import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

@Suite("Opening the store")
struct OpeningTests {
    let home: TemporaryHome
    let sum = Exercise.named("sum")

    init() throws { home = try TemporaryHome() }

    func error(_ mode: ProgressStore.Mode = .readWrite, schema: Schema = .current) -> ProgressError? {
        #expect(throws: ProgressError.self) { try home.store(mode, schema: schema) }
    }

    func execute(_ sql: String) throws {
        try DatabaseQueue(path: home.database).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    @Test("a store is made with its folder, in WAL mode, marked as ours")
    func made() throws {
        let nested = home.path + "/a/b"
        let store = try ProgressStore(at: nested)
        #expect(store.path == nested + "/progress.sqlite")
        let raw = try DatabaseQueue(path: store.path)
        #expect(try raw.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        #expect(try raw.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") } == Schema.applicationID)
    }

    @Test("reading where nothing was recorded finds nothing and makes nothing")
    func readingNothing() throws {
        let store = try home.store(.readOnly)
        #expect(try store.attempts(of: sum, course: courseID).isEmpty)
        #expect(home.files.isEmpty)
    }

    @Test("a store opened for reading shows what is there")
    func reading() throws {
        let writer = try home.store()
        try writer.record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
        #expect(try home.store(.readOnly).attempts(of: sum, course: courseID).count == 1)
    }

    @Test("a store opened for reading takes no writes")
    func readingRefusesWrites() throws {
        _ = try home.store()
        let reader = try home.store(.readOnly)
        #expect(throws: ProgressError.readOnly(path: home.database)) {
            try reader.record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
        }
    }

    @Test("an empty file, left by a process killed before its first write, is a new store")
    func emptyFile() throws {
        _ = FileManager.default.createFile(atPath: home.database, contents: nil)
        let store = try home.store()
        #expect(try store.record(.of(sum, [.passed]), of: .text("a"), exercise: sum).number == 1)
    }

    @Test(
        "a store of a later version is refused and not touched",
        arguments: [ProgressStore.Mode.readWrite, .readOnly])
    func newer(mode: ProgressStore.Mode) throws {
        _ = try home.store()
        try execute("INSERT INTO grdb_migrations VALUES ('7-later'); PRAGMA wal_checkpoint(TRUNCATE)")
        let before = try Data(contentsOf: URL(fileURLWithPath: home.database))
        #expect(error(mode) == .newer(path: home.database, unknown: ["7-later"]))
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.database)) == before)
    }

    @Test("a database of another program is refused and not touched")
    func foreign() throws {
        try execute("CREATE TABLE notes (text TEXT)")
        let before = try Data(contentsOf: URL(fileURLWithPath: home.database))
        #expect(error() == .foreign(path: home.database))
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.database)) == before)
    }

    @Test(
        "a file that is no database is damaged and not touched",
        arguments: [ProgressStore.Mode.readWrite, .readOnly])
    func noDatabase(mode: ProgressStore.Mode) throws {
        let garbage = Data("이것은 데이터베이스가 아님. ".utf8) + Data(repeating: 7, count: 5_000)
        try garbage.write(to: URL(fileURLWithPath: home.database))
        guard case .damaged(home.database, _) = error(mode) else {
            Issue.record("not told as damaged")
            return
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.database)) == garbage)
        #expect(home.files == ["progress.sqlite"])
    }

    @Test("a store that lost its end is damaged and not touched")
    func truncated() throws {
        var store: ProgressStore? = try home.store()
        for text in 0..<50 { try store?.record(.of(sum, [.failed]), of: .text("\(text)"), exercise: sum) }
        store = nil
        let whole = try Data(contentsOf: URL(fileURLWithPath: home.database))
        let half = whole.prefix(whole.count / 2)
        try half.write(to: URL(fileURLWithPath: home.database))
        guard case .damaged(home.database, _) = error() else {
            Issue.record("not told as damaged")
            return
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: home.database)) == half)
    }

    @Test("a store that another process writes to for too long is locked")
    func locked() throws {
        let store = try home.store()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: home.database, configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        #expect(throws: ProgressError.locked(path: home.database)) {
            try store.record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
        }
        #expect(error() == .locked(path: home.database))
        #expect(try store.attempts(of: sum, course: courseID).isEmpty, "reading goes on")
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        #expect(try store.record(.of(sum, [.passed]), of: .text("a"), exercise: sum).number == 1)
    }

    @Test("a home that is a file cannot be written")
    func homeIsAFile() throws {
        let file = home.path + "/file"
        _ = FileManager.default.createFile(atPath: file, contents: Data("x".utf8))
        let inside = #expect(throws: ProgressError.self) { try ProgressStore(at: file + "/home") }
        #expect(inside == .unwritable(path: file + "/home", detail: "Not a directory"))
        let itself = #expect(throws: ProgressError.self) { try ProgressStore(at: file) }
        guard case .unwritable = itself else {
            Issue.record("\(String(describing: itself))")
            return
        }
    }
}
