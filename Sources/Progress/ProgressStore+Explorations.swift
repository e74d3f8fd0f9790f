public import Course
public import Foundation
import GRDB
import Verdicts

extension ProgressStore {
    /// Keeps a schedule, its program's files and what was found, and gives them a short name. The same schedule of the
    /// same program has the same name, on any machine, unless another one has taken it: then it is longer.
    ///
    /// - Parameter at: When it was found; nil for the store's clock.
    /// - Returns: the handle: digits and small letters, at least `handleLength` of them.
    public func keep(_ schedule: ExploredSchedule, at: Date? = nil) throws(ProgressError) -> String {
        try keep([schedule], at: at).first ?? ""
    }

    /// Keeps several, all or none.
    ///
    /// - Returns: their handles, in their order.
    public func keep(_ schedules: [ExploredSchedule], at: Date? = nil) throws(ProgressError) -> [String] {
        let moment = instant(at)
        return try write { db in try schedules.map { try self.keep($0, at: moment, db) } }
    }

    /// Keeps a schedule unless it is known already; then everything stays as it is.
    ///
    /// - Returns: whether it is new.
    func keepOnce(_ schedule: ExploredSchedule, _ moment: Instant, _ db: Database) throws -> Bool {
        let identity = Self.identity(of: schedule)
        for name in Self.names(of: schedule) {
            let known = try self.identity(db, name)
            if known == identity { return false }
            guard known == nil else { continue }
            try insert(db, schedule, as: name, moment)
            return true
        }
        throw ProgressError.failed(path: path, detail: "no handle is free")
    }

    /// The schedule of that name; nil when there is none, and for one that an earlier `sil` kept without its story.
    public func schedule(_ handle: String) throws(ProgressError) -> ExploredSchedule? {
        try read { db in try self.fetch(db, handle) }
    }

    /// Handles of schedules that can be shown, the last one found first.
    public func handles(limit: Int) throws(ProgressError) -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT handle FROM explorations WHERE finding IS NOT NULL ORDER BY at DESC, handle LIMIT ?
                    """, arguments: [limit])
        }
    }

    /// What was found in a course's exercises and in programs of no course, the last one found first.
    ///
    /// - Parameters:
    ///   - exercises: where it is given, only what was found in these, under any of their names.
    ///   - since: only what was found from then on.
    ///   - limit: of those that are read.
    /// - Returns: as many as the limit lets, and how many there are.
    public func schedules(
        course: String, exercises: [Exercise]? = nil, since: Date? = nil, limit: Int
    ) throws(ProgressError) -> (kept: [KeptSchedule], count: Int) {
        let own = exercises.map { $0.flatMap(\.names) }
        let names = own.map { "course = ? AND exercise IN (\($0.map { _ in "?" }.joined(separator: ", ")))" }
        let condition = "finding IS NOT NULL AND at >= ? AND (\(names ?? "course = ? OR course IS NULL"))"
        let first = since.map { Instant($0).text } ?? ""
        let arguments = StatementArguments([first, course] + (own ?? []))
        return try read { db in
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM explorations WHERE \(condition)", arguments: arguments)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT handle, at FROM explorations WHERE \(condition) ORDER BY at DESC, handle LIMIT \(limit)
                    """, arguments: arguments)
            let kept = try rows.compactMap { row -> KeptSchedule? in
                let (handle, time): (String, String) = (row["handle"], row["at"])
                guard let moment = Instant(text: time) else {
                    throw ProgressError.damaged(path: self.path, detail: "explorations.at: \(time)")
                }
                do {
                    return try self.fetch(db, handle).map {
                        KeptSchedule(handle: handle, at: moment.date, schedule: $0)
                    }
                } catch ProgressError.damagedFile {
                    // One that cannot be shown hides none of the others; asked for by name it says so.
                    return nil
                }
            }
            return (kept, count ?? 0)
        }
    }

    /// Digits and letters of the shortest handle.
    public static let handleLength = 4

    /// Without the letters that are taken for digits or for each other.
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// The shortest name of a schedule first, then longer ones.
    private static func names(of schedule: ExploredSchedule) -> [String] {
        let digest = SHA256.digest(of: identity(of: schedule).joined(separator: "\n").utf8)
        let word = String(digest.bytes.map { letters[Int($0 & 31)] })
        return (handleLength...word.count).map { String(word.prefix($0)) }
    }

    /// What makes a schedule another one.
    private static func identity(of schedule: ExploredSchedule) -> [String] {
        let finding = schedule.finding
        var words = [
            schedule.source.digest, finding.choices ?? "", finding.kind.rawValue, "\(schedule.languageMode)",
        ]
        // One schedule may show several races.
        for step in (finding.race ?? []).filter(finding.steps.indices.contains).map({ finding.steps[$0] }) {
            words.append("\(step.place?.file ?? ""):\(step.place?.line ?? 0) \(step.action.rawValue)")
        }
        guard case .exercise(let course, let slug) = schedule.subject else { return words }
        return words + [course, slug, finding.scenario?.test ?? "", finding.scenario?.title ?? ""]
    }

    // MARK: - In a transaction

    private func keep(_ schedule: ExploredSchedule, at moment: Instant, _ db: Database) throws -> String {
        let identity = Self.identity(of: schedule)
        for name in Self.names(of: schedule) {
            let known = try self.identity(db, name)
            guard known == nil || known == identity else { continue }
            try keep(schedule.source, db)
            try insert(db, schedule, as: name, moment)
            return name
        }
        throw ProgressError.failed(path: path, detail: "no handle is free")
    }

    private func insert(
        _ db: Database, _ schedule: ExploredSchedule, as handle: String, _ moment: Instant
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func text(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        var paths: [String] = []
        var owner: (course: String?, exercise: String?) = (nil, nil)
        switch schedule.subject {
        case .program(let files): paths = files
        case .exercise(let course, let slug): owner = (course, slug)
        }
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO explorations
                    (handle, source_hash, files, language_mode, choices, strategy, seed, kind, at, source, toolchain,
                     course, exercise, finding)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                handle, schedule.source.digest, try text(paths), schedule.languageMode,
                schedule.finding.choices ?? "", schedule.strategy, String(schedule.seed),
                schedule.finding.kind.rawValue, moment.text, schedule.source.digest, schedule.toolchain,
                owner.course, owner.exercise, try text(schedule.finding),
            ])
    }

    /// What is known by a name; nil when nothing is. An empty list where it was kept without its story: it may be
    /// replaced by nobody.
    private func identity(_ db: Database, _ handle: String) throws -> [String]? {
        let isKnown = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM explorations WHERE handle = ?)", arguments: [handle])
        guard isKnown == true else { return nil }
        return try fetch(db, handle).map(Self.identity) ?? []
    }

    private func fetch(_ db: Database, _ handle: String) throws -> ExploredSchedule? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM explorations WHERE handle = ? AND finding IS NOT NULL",
            arguments: [handle])
        guard let row else { return nil }
        let decoder = JSONDecoder()
        let (paths, seed, finding): (String, String, String) = (row["files"], row["seed"], row["finding"])
        let digest: String = row["source"]
        guard let seed = UInt64(seed), let source = try self.source(db, of: digest),
            let paths = try? decoder.decode([String].self, from: Data(paths.utf8)),
            let finding = try? decoder.decode(Finding.self, from: Data(finding.utf8))
        else { throw ProgressError.damaged(path: path, detail: "explorations: \(handle)") }
        let (course, slug): (String?, String?) = (row["course"], row["exercise"])
        let subject: ExploredSchedule.Subject =
            if let course, let slug { .exercise(course: course, slug: slug) } else { .program(paths: paths) }
        return ExploredSchedule(
            subject: subject, source: source, languageMode: row["language_mode"], strategy: row["strategy"],
            seed: seed, toolchain: row["toolchain"] ?? "", finding: finding)
    }
}
