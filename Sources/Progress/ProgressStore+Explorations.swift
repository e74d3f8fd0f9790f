import Course
public import Foundation
import GRDB

extension ProgressStore {
    /// Keeps a schedule and gives it a short name. The same schedule of the same program has the same name, on any
    /// machine, unless another one has taken it: then it is longer.
    ///
    /// - Parameter at: When it was found; nil for the store's clock.
    /// - Returns: the handle: digits and small letters, at least `handleLength` of them.
    public func keep(_ schedule: ExploredSchedule, at: Date? = nil) throws(ProgressError) -> String {
        let names = Self.names(of: schedule)
        let moment = instant(at)
        return try write { db in
            for name in names {
                let known = try self.fetch(db, name)
                guard known == nil || known.map(Self.isSame(as: schedule)) == true else { continue }
                try self.insert(db, schedule, as: name, moment)
                return name
            }
            throw ProgressError.failed(path: self.path, detail: "no handle is free")
        }
    }

    /// The schedule of that name; nil when there is none.
    public func schedule(_ handle: String) throws(ProgressError) -> ExploredSchedule? {
        try read { db in try self.fetch(db, handle) }
    }

    /// Digits and letters of the shortest handle.
    public static let handleLength = 4

    /// Without the letters that are taken for digits or for each other.
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// The shortest name of a schedule first, then longer ones.
    private static func names(of schedule: ExploredSchedule) -> [String] {
        let identity = [schedule.sourceHash, schedule.choices, schedule.kind, "\(schedule.languageMode)"]
        let digest = SHA256.digest(of: identity.joined(separator: "\n").utf8)
        let word = String(digest.bytes.map { letters[Int($0 & 31)] })
        return (handleLength...word.count).map { String(word.prefix($0)) }
    }

    private static func isSame(as schedule: ExploredSchedule) -> (ExploredSchedule) -> Bool {
        { other in
            other.sourceHash == schedule.sourceHash && other.choices == schedule.choices
                && other.kind == schedule.kind && other.languageMode == schedule.languageMode
        }
    }

    // MARK: - In a transaction

    private func insert(
        _ db: Database, _ schedule: ExploredSchedule, as handle: String, _ moment: Instant
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO explorations
                    (handle, source_hash, files, language_mode, choices, strategy, seed, kind, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                handle, schedule.sourceHash,
                String(decoding: try encoder.encode(schedule.files), as: UTF8.self),
                schedule.languageMode, schedule.choices, schedule.strategy, String(schedule.seed),
                schedule.kind, moment.text,
            ])
    }

    private func fetch(_ db: Database, _ handle: String) throws -> ExploredSchedule? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM explorations WHERE handle = ?", arguments: [handle])
        guard let row else { return nil }
        let files: String = row["files"]
        let seed: String = row["seed"]
        guard let seed = UInt64(seed),
            let files = try? JSONDecoder().decode([String].self, from: Data(files.utf8))
        else { throw ProgressError.damaged(path: path, detail: "explorations: \(handle)") }
        return ExploredSchedule(
            sourceHash: row["source_hash"], files: files, languageMode: row["language_mode"],
            choices: row["choices"], strategy: row["strategy"], seed: seed, kind: row["kind"])
    }
}
