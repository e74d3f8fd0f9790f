import Foundation
import GRDB

/// The rows of a store as records of an archive, one after the other: a history of any size takes no more memory than
/// its largest record.
struct ArchiveRows {
    let db: Database

    /// Everything in the store, with its place in an archive; submissions before what refers to them, attempts in the order of
    /// recording.
    func forEach(_ body: (Archive.Record, _ place: String) throws -> Void) throws {
        try each("submissions", "SELECT digest FROM submissions ORDER BY digest", body) { row in
            .submission(try submission(row["digest"]))
        }
        try each("attempts", "SELECT * FROM attempts ORDER BY id", body) { row in
            .attempt(
                Archive.Attempt(
                    course: try text(row, "course"), exercise: try text(row, "exercise"),
                    number: try value(row, "number"),
                    at: try text(row, "at"), verdict: try text(row, "verdict"),
                    score: try value(row, "score"),
                    maxScore: try value(row, "max_score"), counted: try value(row, "counted"),
                    seconds: try value(row, "seconds"), grader: try text(row, "grader"),
                    submission: try text(row, "submission"), document: try text(row, "document")))
        }
        try each("sections", "SELECT * FROM sections_read", body) { row in
            .section(
                Archive.Section(
                    course: try text(row, "course"), chapter: try text(row, "chapter"),
                    section: try text(row, "section"), at: try text(row, "at")))
        }
        try each("starts", "SELECT * FROM starts", body) { row in
            .start(
                Archive.Start(
                    course: try text(row, "course"), exercise: try text(row, "exercise"),
                    at: try text(row, "at")))
        }
        try each("hints", "SELECT * FROM hints", body) { row in
            .hint(
                Archive.Hint(
                    course: try text(row, "course"), exercise: try text(row, "exercise"),
                    number: try value(row, "number"), at: try text(row, "at")))
        }
        try each("quiz_answers", "SELECT * FROM quiz_answers ORDER BY id", body) { row in
            .answer(
                Archive.Answer(
                    course: try text(row, "course"), chapter: try text(row, "chapter"),
                    quiz: try text(row, "quiz"),
                    answer: try text(row, "answer"), isRight: try value(row, "is_right"),
                    at: try text(row, "at")))
        }
        // Those of an earlier sil, without what was found, have nothing to show.
        try each(
            "schedules", "SELECT * FROM explorations WHERE finding IS NOT NULL ORDER BY at, handle", body
        ) {
            row in .schedule(try schedule(row))
        }
    }

    private func each(
        _ name: String, _ sql: String, _ body: (Archive.Record, String) throws -> Void,
        _ make: (Row) throws -> Archive.Record
    ) throws {
        let rows = try own(name) { try Row.fetchCursor(db, sql: sql) }
        var index = 0
        while let row = try own(name, { try rows.next() }) {
            let place = "\(name)[\(index)]"
            let record = try own(place) { try make(row) }
            try body(record, place)
            index += 1
        }
    }

    /// What goes wrong in this file, and not in that which its records go to.
    private func own<Value>(_ place: String, _ read: () throws -> Value) throws(ArchiveError) -> Value {
        do {
            return try read()
        } catch let fault as DatabaseError {
            throw .damaged(place: place, detail: .text(fault.message ?? fault.resultCode.description))
        } catch is StoredBytes.Damage {
            throw .damaged(place: place, detail: .hash)
        } catch {
            throw .damaged(place: place, detail: .value)
        }
    }

    private func submission(_ digest: String) throws -> Archive.Submission {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT name, blob, size, packing, bytes FROM submission_files JOIN blobs ON sha256 = blob
                WHERE submission = ? ORDER BY position
                """, arguments: [digest])
        return Archive.Submission(
            digest: digest,
            files: try rows.map { row in
                let bytes = try StoredBytes.content(of: row)
                let text = bytes.flatMap { String(validating: $0, as: UTF8.self) }
                return Archive.File(
                    name: try self.text(row, "name"), sha256: try self.text(row, "blob"),
                    size: try value(row, "size"), text: text,
                    base64: text == nil ? bytes?.base64EncodedString() : nil)
            })
    }

    private func schedule(_ row: Row) throws -> Archive.Schedule {
        let paths = try text(row, "files")
        guard let files = try? JSONDecoder().decode([String].self, from: Data(paths.utf8)) else {
            throw UnusableValue()
        }
        return Archive.Schedule(
            handle: try text(row, "handle"), files: files, languageMode: try value(row, "language_mode"),
            strategy: try text(row, "strategy"), seed: try text(row, "seed"),
            toolchain: try optional(String.self, row, "toolchain") ?? "",
            course: try optional(String.self, row, "course"),
            exercise: try optional(String.self, row, "exercise"), finding: try text(row, "finding"),
            submission: try text(row, "source"), at: try text(row, "at"))
    }

    // MARK: - Values

    /// SQLite keeps any value in any column, and a file may come from anywhere: what does not fit is an error, where
    /// GRDB's own subscript would end the program.
    private struct UnusableValue: Error {}

    private func text(_ row: Row, _ column: String) throws -> String { try value(row, column) }

    private func value<Value: DatabaseValueConvertible>(_ row: Row, _ column: String) throws -> Value {
        guard let stored: DatabaseValue = row[column], let value = Value.fromDatabaseValue(stored) else {
            throw UnusableValue()
        }
        return value
    }

    private func optional<Value: DatabaseValueConvertible>(
        _ type: Value.Type, _ row: Row, _ column: String
    ) throws -> Value? {
        guard let stored: DatabaseValue = row[column], !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw UnusableValue() }
        return value
    }
}
