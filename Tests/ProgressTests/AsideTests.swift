import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

@Suite("A damaged store kept aside")
struct AsideTests {
    let home: TemporaryHome
    let sum = Exercise.named("sum")

    init() throws { home = try TemporaryHome() }

    private func damage(_ byte: UInt8) throws -> Data {
        let rubbish = Data(repeating: byte, count: 8_192)
        try rubbish.write(to: URL(fileURLWithPath: home.database))
        return rubbish
    }

    private func bytes(_ path: String) -> Data? { try? Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test("it keeps every byte under a name of its own, and a new store takes its place")
    func aside() throws {
        let first = try damage(7)
        #expect(try ProgressStore.setAside(at: home.path) == home.database + ".damaged-1")
        #expect(home.files == ["progress.sqlite.damaged-1"] && bytes(home.database + ".damaged-1") == first)
        #expect(try home.store().record(.of(sum, [.passed]), of: .text("a"), exercise: sum).number == 1)
    }

    @Test("an earlier one is never replaced")
    func again() throws {
        let first = try damage(7)
        _ = try ProgressStore.setAside(at: home.path)
        let second = try damage(8)
        #expect(try ProgressStore.setAside(at: home.path) == home.database + ".damaged-2")
        #expect(bytes(home.database + ".damaged-1") == first && bytes(home.database + ".damaged-2") == second)
    }

    @Test("a page in the middle is enough, and the log goes with its store")
    func middle() throws {
        var store: ProgressStore? = try home.store()
        for text in 0..<60 { try store?.record(.of(sum, [.failed]), of: .text("\(text)"), exercise: sum) }
        store = nil
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: home.database))
        let size = try file.seekToEnd()
        for offset in stride(from: UInt64(8_192), to: size, by: 4_096) {
            try file.seek(toOffset: offset)
            try file.write(contentsOf: Data(repeating: 0xFF, count: 512))
        }
        try file.close()
        let log = Data("log".utf8)
        try log.write(to: URL(fileURLWithPath: home.database + "-wal"))
        #expect(try ProgressStore.setAside(at: home.path) == home.database + ".damaged-1")
        #expect(bytes(home.database + ".damaged-1-wal") == log)
        #expect(!home.files.contains { $0 == "progress.sqlite" || $0 == "progress.sqlite-wal" })
    }

    @Test("a store that is sound, missing or empty stays where it is")
    func sound() throws {
        #expect(try ProgressStore.setAside(at: home.path) == nil && home.files.isEmpty)
        try home.store().record(.of(sum, [.passed]), of: .text("a"), exercise: sum)
        #expect(try ProgressStore.setAside(at: home.path) == nil)
        #expect(try home.store().attempts(of: sum, course: courseID).count == 1)
    }

    @Test("a newer one and another program's are refused, and stay")
    func others() throws {
        _ = try home.store()
        try DatabaseQueue(path: home.database).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99-later')")
        }
        #expect(throws: ProgressError.newer(path: home.database, unknown: ["99-later"])) {
            try ProgressStore.setAside(at: home.path)
        }
        let other = try TemporaryHome()
        try DatabaseQueue(path: other.database).write {
            try $0.execute(sql: "CREATE TABLE notes (text TEXT)")
        }
        #expect(throws: ProgressError.foreign(path: other.database)) {
            try ProgressStore.setAside(at: other.path)
        }
        #expect(home.files.contains("progress.sqlite") && other.files.contains("progress.sqlite"))
    }
}
