import Foundation
import GRDB

/// An archive that lies in a file, whoever wrote it.
enum ArchiveSource {
    case json(Archive)
    /// A copy of a store, brought up to date; gone when nobody holds it.
    case store(DatabaseQueue)

    /// A JSON archive is read at once, so it has a limit; beyond it there is the form of a store.
    static let jsonBytesMax = 256 << 20

    /// - Throws: `ArchiveError`; what reading the file throws.
    init(path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let magic = Data("SQLite format 3\0".utf8)
        if try file.read(upToCount: magic.count) == magic {
            self = .store(try Self.copy(of: path))
            return
        }
        let size = try file.seekToEnd()
        guard size <= Self.jsonBytesMax else {
            throw ArchiveError.tooLarge(bytes: Int(clamping: size), limit: Self.jsonBytesMax)
        }
        try file.seek(toOffset: 0)
        self = .json(try Self.archive(try file.readToEnd() ?? Data()))
    }

    func forEach(_ body: (Archive.Record, _ place: String) throws -> Void) throws {
        switch self {
        case .json(let archive): try archive.forEach(body)
        case .store(let queue): try queue.read { try ArchiveRows(db: $0).forEach(body) }
        }
    }

    // MARK: - JSON

    private struct Head: Decodable {
        var format: String
        var version: Int
    }

    private static func archive(_ data: Data) throws(ArchiveError) -> Archive {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let head: Head
        do {
            head = try decoder.decode(Head.self, from: data)
        } catch {
            // Cut in the middle it is still known by its beginning.
            let isOurs = data.prefix(200).range(of: Data("\"\(Archive.formatName)\"".utf8)) != nil
            throw isOurs ? .damaged(place: "", detail: .text("JSON")) : .notAnArchive
        }
        guard head.format == Archive.formatName else { throw .notAnArchive }
        guard head.version <= Archive.currentVersion else { throw .newer }
        do { return try decoder.decode(Archive.self, from: data) } catch let error as DecodingError {
            throw .damaged(place: place(of: error), detail: .value)
        } catch {
            throw .damaged(place: "", detail: .text("JSON"))
        }
    }

    private static func place(of error: DecodingError) -> String {
        let path: [any CodingKey] =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            case .keyNotFound(let key, let context): context.codingPath + [key]
            @unknown default: []
            }
        return path.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined().drop { $0 == "." }
            .description
    }

    // MARK: - A store

    /// Never opens the file itself: SQLite writes beside what it opens.
    private static func copy(of path: String) throws -> DatabaseQueue {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appendingPathComponent("sil-import-\(UUID().uuidString)")
        try files.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        // An open file outlives its name.
        defer { try? files.removeItem(at: folder) }
        let copy = folder.appendingPathComponent("progress.sqlite").path
        // A store that was copied by hand may have its log beside it.
        for suffix in ["", "-wal"] where files.fileExists(atPath: path + suffix) {
            try files.copyItem(atPath: path + suffix, toPath: copy + suffix)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy + suffix)
        }
        do {
            return try opened(copy)
        } catch let fault as DatabaseError {
            throw ArchiveError.damaged(
                place: "", detail: .text(fault.message ?? fault.resultCode.description))
        }
    }

    private static func opened(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // The file may come from anybody: nothing that its schema says is run.
            try db.execute(
                sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let condition = try queue.read { try Schema.current.condition(of: $0) }
        switch condition {
        case .newer: throw ArchiveError.newer
        case .foreign: throw ArchiveError.notAnArchive
        case .empty, .ready, .behind: break
        }
        try queue.read(check)
        if condition != .ready { try Schema.current.migrate(queue) }
        return queue
    }

    private static func check(_ db: Database) throws {
        let isForeign = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index'))")
        guard isForeign != true else { throw ArchiveError.notAnArchive }
        let words = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
        guard words == ["ok"] else {
            throw ArchiveError.damaged(place: "", detail: .text(words.first ?? "quick_check"))
        }
    }
}
