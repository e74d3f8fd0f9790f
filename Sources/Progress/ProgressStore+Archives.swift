public import Foundation
import GRDB

extension ProgressStore {
    /// How many attempts there are at exercises of any course.
    public func countAttempts() throws(ProgressError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM attempts") ?? 0 }
    }

    /// Writes the whole history as a JSON archive, a record a line, through `put`.
    public func export(_ put: (String) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        try put("{\"format\":\"\(Archive.formatName)\",\"version\":\(Archive.currentVersion)")
        var ahead = Archive.sectionNames[...]
        var isFirst = true
        func open(_ name: String?) throws {
            // Sections without a record are there too: what is missing was lost.
            while let next = ahead.first, ahead.contains(where: { $0 == name }) || name == nil {
                if ahead.count < Archive.sectionNames.count { try put("\n]") }
                try put(",\n\"\(next)\":[")
                ahead.removeFirst()
                isFirst = true
            }
        }
        do {
            try queue.read { db in
                try ArchiveRows(db: db).forEach { record, place in
                    let line = try record.encoded(by: encoder)
                    try open(String(place.prefix { $0 != "[" }))
                    try put((isFirst ? "\n" : ",\n") + line)
                    isFirst = false
                }
            }
        } catch ArchiveError.damaged(let place, .hash) {
            throw ProgressError.damagedFile(path: path, name: place)
        } catch let error as ArchiveError {
            throw ProgressError.damaged(path: path, detail: String(describing: error))
        }
        try open(nil)
        try put("\n]}\n")
    }

    /// Writes the whole history as a store of its own: a file that `sqlite3` reads, and that can take this one's place.
    ///
    /// - Parameter path: a file that is not there yet.
    public func export(toStore path: String) throws(ProgressError) {
        do {
            let copy = try DatabaseQueue(path: path)
            try queue.backup(to: copy)
            // One file, without a log beside it.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        } catch {
            throw ProgressError(error, path: path)
        }
    }

    /// Adds what an archive holds and this store does not: all of it, or where anything is wrong nothing.
    ///
    /// What is there stays as it is, so that an archive may be imported as often as one likes. Attempts keep their
    /// numbers where these are free. Of what happens once (a section read for the first time) the earlier time is true.
    /// - Parameter path: of a JSON archive or of a store, told apart by what is in it.
    /// - Throws: `ArchiveError`, `ProgressError` of this store, what reading the file throws.
    public func importArchive(at path: String) throws -> ImportCounts {
        let source = try ArchiveSource(path: path)
        var refusal: ArchiveError?
        do {
            return try write { db in
                var merge = Merge(into: self, db)
                do {
                    try source.forEach { try merge.add($0, at: $1) }
                } catch let error as ArchiveError {
                    refusal = error
                    throw error
                }
                // Times that were moved to earlier ones change what follows from them too.
                try db.execute(sql: Schema.resummarizing)
                return merge.counts
            }
        } catch {
            throw refusal ?? error
        }
    }
}

extension Archive.Record {
    fileprivate func encoded(by encoder: JSONEncoder) throws -> String {
        let data =
            switch self {
            case .submission(let value): try encoder.encode(value)
            case .attempt(let value): try encoder.encode(value)
            case .section(let value): try encoder.encode(value)
            case .start(let value): try encoder.encode(value)
            case .hint(let value): try encoder.encode(value)
            case .answer(let value): try encoder.encode(value)
            case .schedule(let value): try encoder.encode(value)
            }
        return String(decoding: data, as: UTF8.self)
    }
}
