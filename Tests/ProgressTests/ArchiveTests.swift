import Course
import Foundation
import GRDB
import Testing
import Verdicts

@testable import Progress

/// A history that leaves a store and comes into another.
@Suite("Archives")
struct ArchiveTests {
    let home: TemporaryHome
    let other: TemporaryHome
    let sum = Exercise.named("sum")
    let chapter = Chapter.named("race", sections: ["하나", "둘"])

    init() throws {
        home = try TemporaryHome()
        other = try TemporaryHome()
    }

    /// A history with every kind of record.
    private func history(in home: TemporaryHome) throws -> ProgressStore {
        let store = try home.store()
        try store.noteStart(sum, course: courseID)
        try store.markRead(chapter: chapter, sections: ["하나"], course: courseID)
        try store.record(.without(sum, .compileError), of: .text("let 가 ="), exercise: sum)
        try store.record(.of(sum, [.failed, .passed]), of: .text("둘"), exercise: sum)
        try store.takeHint(exercise: sum, course: courseID)
        try store.record(.of(sum, [.passed, .passed]), of: .text("셋"), exercise: sum)
        let bytes = SubmissionSource(files: [
            (name: "A.swift", bytes: [0xFF, 0x00]), (name: "B.swift", bytes: []),
        ])
        try store.record(.without(sum, .invalidSubmission), of: bytes, exercise: sum)
        let large = [UInt8](repeating: 7, count: ProgressStore.keptBytesMax + 1)
        try store.record(
            .without(sum, .invalidSubmission), of: SubmissionSource(files: [(name: "A.swift", bytes: large)]),
            exercise: sum)
        try store.recordQuizAnswer("이", isRight: true, to: "q", of: chapter, course: courseID)
        _ = try store.keep(schedule("race"))
        return store
    }

    private func schedule(_ text: String) -> ExploredSchedule {
        ExploredSchedule(
            subject: .program(paths: ["/home/me/\(text).c"]), source: .text(text, name: "\(text).c"),
            languageMode: 6, strategy: "mix", seed: .max, toolchain: "Swift",
            finding: Finding(
                kind: .dataRace, schedule: 3, choices: "0*3,1*2",
                steps: [FindingStep(thread: "A", action: .lock, lock: "문")]))
    }

    private func json(_ store: ProgressStore) throws -> String {
        var text = ""
        try store.export { text += $0 }
        return text
    }

    /// The archive as a file.
    private func file(_ store: ProgressStore, asStore: Bool) throws -> String {
        let path = home.path + "/" + (asStore ? "archive.sqlite" : "archive.json")
        try? FileManager.default.removeItem(atPath: path)
        if asStore {
            try store.export(toStore: path)
        } else {
            try Data(json(store).utf8).write(to: URL(fileURLWithPath: path))
        }
        return path
    }

    private func importing(_ text: String, into store: ProgressStore) throws -> ImportCounts {
        let path = home.path + "/given.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try store.importArchive(at: path)
    }

    private var course: Course {
        Course(id: courseID, title: "과정", root: "/course", chapters: [chapter], exercises: [sum])
    }

    @Test("what goes out comes in again, in both forms, byte for byte", arguments: [false, true])
    func whole(asStore: Bool) throws {
        let store = try history(in: home)
        let new = try other.store()
        let counts = try new.importArchive(at: file(store, asStore: asStore))
        #expect(counts.attempts == .init(added: 5) && counts.schedules == .init(added: 1))
        #expect(counts.all.map(\.added) == [5, 1, 1, 1, 1, 1])
        #expect(try json(new) == json(store))
        #expect(try new.overview(of: course) == store.overview(of: course))
        #expect(try new.activity(course: courseID) == store.activity(course: courseID))
        let attempts = try new.attempts(of: sum, course: courseID)
        #expect(
            try attempts.map { try new.source(of: $0)?.digest }
                == store.attempts(of: sum, course: courseID).map {
                    try store.source(of: $0)?.digest
                })
        let handle = try #require(try new.handles(limit: 1).first)
        #expect(try new.schedule(handle) == schedule("race"))
    }

    @Test("importing again, or into the store it came from, changes nothing", arguments: [false, true])
    func idempotent(asStore: Bool) throws {
        let store = try history(in: home)
        let path = try file(store, asStore: asStore)
        let before = try json(store)
        for _ in 0..<2 {
            let counts = try store.importArchive(at: path)
            #expect(counts.all.allSatisfy { $0.added == 0 } && counts.attempts.known == 5)
        }
        #expect(try json(store) == before)
    }

    @Test("two histories become one: nothing is lost, numbers stay, what happened once keeps its first time")
    func merged() throws {
        let store = try history(in: home)
        let mine = try other.store()
        let later = Date(timeIntervalSince1970: 1_795_600_000)
        try mine.record(.of(sum, [.failed, .failed]), of: .text("내 것"), exercise: sum, at: later)
        try mine.markRead(chapter: chapter, sections: ["하나", "둘"], course: courseID)
        try DatabaseQueue(path: other.database).write {
            try $0.execute(sql: "UPDATE sections_read SET at = '2027-01-01T00:00:00.000Z'")
        }
        let counts = try mine.importArchive(at: file(store, asStore: false))
        #expect(counts.attempts == .init(added: 5) && counts.sections == .init(known: 1))
        let attempts = try mine.attempts(of: sum, course: courseID)
        #expect(attempts.map(\.number) == Array(1...6) && attempts.first?.outcome == .failed)
        #expect(attempts.count { $0.outcome == .passed } == 1)
        // The attempt that is the last by its time is the last, whenever it was recorded.
        let standing = try #require(try mine.best(of: [sum], course: courseID)["sum"])
        #expect(standing.last?.at == later && standing.state == .passed && standing.attemptsToPass == 2)
        let first = try DatabaseQueue(path: other.database).read {
            try String.fetchAll($0, sql: "SELECT at FROM sections_read ORDER BY at")
        }
        #expect(first == ["2026-11-24T09:01:00.000Z", "2027-01-01T00:00:00.000Z"])
    }

    @Test("an empty history goes out and comes in")
    func empty() throws {
        let counts = try other.store().importArchive(at: file(home.store(), asStore: false))
        #expect(counts == ImportCounts())
    }

    @Test("a store of every earlier version comes in too", arguments: 1..<Schema.current.migrations.count)
    func older(migrations: Int) throws {
        let old = try TemporaryHome()
        try old.makeOlderStore(migrations: migrations, verdicts: ["failed", "passed"])
        #expect(try other.store().importArchive(at: old.database).attempts == .init(added: 2))
        #expect(old.files == ["progress.sqlite"], "the file is left as it is")
    }

    @Test("every millisecond comes through as it was")
    func milliseconds() throws {
        let store = try home.store()
        for millisecond in stride(from: 0, to: 1_000, by: 37) {
            let at = Date(timeIntervalSince1970: 1_795_510_800 + Double(millisecond) / 1_000)
            try store.record(.of(sum, [.failed]), of: .text("\(millisecond)"), exercise: sum, at: at)
        }
        let new = try other.store()
        #expect(try new.importArchive(at: file(store, asStore: false)).attempts == .init(added: 28))
        #expect(try json(new) == json(store))
    }

    // MARK: - What is refused

    private func refusal(_ text: String, into store: ProgressStore) -> ArchiveError? {
        #expect(throws: ArchiveError.self) { try importing(text, into: store) }
    }

    /// One change that makes an archive wrong, and where.
    static let wrongs: [(old: String, new: String, place: String)] = [
        (#""verdict":"passed""#, #""verdict":"perfect""#, "attempts[2]"),
        (#""verdict":"passed""#, #""verdict":"failed""#, "attempts[2]"),
        (#""score":3,"#, #""score":4,"#, "attempts[2]"),
        (#""score":3,"#, #""score":-1,"#, "attempts[2]"),
        (#""number":3,"#, #""number":0,"#, "attempts[2]"),
        (#""at":"2026-11-24T09:02:00.000Z""#, #""at":"어제""#, "attempts[0]"),
        (#""at":"2026-11-24T09:02:00.000Z""#, #""at":"2026-11-24T09:02:00Z""#, "attempts[0]"),
        (#""counted":true"#, #""counted":false"#, "attempts[1]"),
        (#""exercise":"sum","grader""#, #""exercise":"","grader""#, "attempts[0]"),
        (#""text":"둘""#, #""text":"셋""#, "submissions"),
        (#""text":"둘""#, #""base64":"???""#, "submissions"),
        (#""seed":"18446744073709551615""#, #""seed":"-1""#, "schedules[0]"),
        (#""is_right":true"#, #""is_right":"예""#, "quizAnswers[0].isRight"),
        (#""hints":["#, #""tips":["#, "hints"),
    ]

    @Test(
        "an archive in which anything is wrong is refused with the place, and nothing of it is taken",
        arguments: wrongs)
    func wrong(old: String, new: String, place: String) throws {
        let text = try json(history(in: home))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != text)
        let store = try other.store()
        let before = try json(store)
        guard case .damaged(let found, _) = refusal(changed, into: store) else {
            Issue.record("not refused as damaged")
            return
        }
        #expect(found.hasPrefix(place), "\(found)")
        #expect(try json(store) == before)
    }

    @Test("an archive cut anywhere is refused, and nothing of it is taken")
    func cut() throws {
        let text = Array(try json(history(in: home)).utf8)
        let store = try other.store()
        let before = try json(store)
        for length in stride(from: 0, to: text.count - 2, by: 131) {
            #expect(throws: ArchiveError.self) {
                try importing(String(decoding: text.prefix(length), as: UTF8.self), into: store)
            }
        }
        #expect(try json(store) == before)
    }

    @Test("what is none, and what a later sil wrote")
    func foreign() throws {
        let store = try other.store()
        for text in ["", "{}", "[]", "null", "그냥 글", #"{"format":"other","version":1}"#] {
            #expect(refusal(text, into: store) == .notAnArchive, "\(text)")
        }
        let text = try json(history(in: home))
        #expect(refusal(text.replacing("\"version\":1", with: "\"version\":2"), into: store) == .newer)
    }

    /// SQL that makes a store one that cannot be imported, and whether it is then no archive at all.
    static let hostile: [(sql: String, isForeign: Bool)] = [
        ("CREATE TRIGGER t AFTER INSERT ON attempts BEGIN DELETE FROM attempts; END", true),
        ("CREATE VIEW v AS SELECT 1", true),
        ("PRAGMA application_id = 7", true),
        ("UPDATE attempts SET at = x'00FF' WHERE number = 2", false),
        ("UPDATE attempts SET score = 'viel' WHERE number = 2", false),
        ("UPDATE attempts SET document = '{}' WHERE number = 2", false),
        ("UPDATE blobs SET bytes = 'anders' WHERE bytes IS NOT NULL", false),
        ("UPDATE blobs SET bytes = x'00' WHERE bytes IS NOT NULL", false),
        ("UPDATE blobs SET packing = 1 - packing WHERE bytes IS NOT NULL", false),
        ("UPDATE blobs SET packing = 'zlib' WHERE bytes IS NOT NULL", false),
        ("UPDATE blobs SET packing = 1, size = 1 << 62 WHERE bytes IS NOT NULL", false),
        ("UPDATE explorations SET files = '{'", false),
        ("UPDATE hints SET at = '9999'", false),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM submissions WHERE digest IN (SELECT submission FROM attempts)",
            false
        ),
        ("DROP TABLE hints", false),
    ]

    @Test("a store that somebody worked on is refused, and nothing of it is taken", arguments: hostile)
    func hostileStore(sql: String, isForeign: Bool) throws {
        let path = try file(history(in: home), asStore: true)
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
        let store = try other.store()
        let before = try json(store)
        let error = #expect(throws: ArchiveError.self) { try store.importArchive(at: path) }
        #expect((error == .notAnArchive) == isForeign, "\(String(describing: error))")
        #expect(try json(store) == before)
    }

    @Test("a store of a later version, and one that lost its end or has others' bytes in it")
    func damagedStore() throws {
        let path = try file(history(in: home), asStore: true)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let store = try other.store()
        let before = try json(store)
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9-later')")
        }
        #expect(throws: ArchiveError.newer) { try store.importArchive(at: path) }
        var random = SystemRandomNumberGenerator()
        for round in 0..<40 {
            var bytes = round % 2 == 0 ? whole.prefix(whole.count * (round + 1) / 42) : whole
            for _ in 0..<200 where round % 2 == 1 {
                bytes[Int.random(in: 100..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            // Bytes that change nothing of what is read may get by; what is taken is then what was written.
            do { _ = try store.importArchive(at: path) } catch is ArchiveError {
                #expect(try json(store) == before)
            }
            guard try json(store) == before else { break }
        }
        #expect(
            try DatabaseQueue(path: other.database).read {
                try String.fetchAll($0, sql: "PRAGMA integrity_check")
            } == ["ok"])
    }
}
