public import Course
public import Foundation
import GRDB
public import Verdicts

extension ProgressStore {
    /// A file larger than this is kept by its hash and size only. No submission that can be graded comes near it.
    public static let keptBytesMax = 1 << 20

    /// The attempt in which the same files came to the same grader, if there is one.
    ///
    /// A `grader_error` is no answer to a submission, so it is never found; nor is anything by an unnamed grader.
    public func earlier(
        _ submission: SubmissionSource, exercise: Exercise, course: String, grader: String
    ) throws(ProgressError) -> RecordedAttempt? {
        try read { db in
            try self.earlier(db, submission.digest, Owner(course: course, exercise: exercise), grader: grader)
        }
    }

    /// Writes one attempt down: its number, verdict, tests and sources, all or nothing, on disk when this returns.
    ///
    /// When another process has recorded the same files by the same grader since `earlier` was asked, that attempt is
    /// returned as `repeated` and nothing is written.
    /// - Parameter at: The time of the attempt; nil for the store's clock.
    @discardableResult
    public func record(
        _ verdict: Verdict, of source: SubmissionSource, exercise: Exercise, at: Date? = nil
    ) throws(ProgressError) -> RecordedAttempt {
        let owner = Owner(course: verdict.course, exercise: exercise)
        let moment = instant(at)
        return try write { db in
            if verdict.outcome != .graderError,
                let earlier = try self.earlier(db, source.digest, owner, grader: verdict.graderFingerprint)
            {
                return earlier
            }
            try self.keep(source, db)
            return try self.insert(verdict, source.digest, owner, moment, db)
        }
    }

    /// Every attempt at an exercise, in the order of their numbers.
    public func attempts(of exercise: Exercise, course: String) throws(ProgressError) -> [RecordedAttempt] {
        try read { db in
            try self.fetch(db, Owner(course: course, exercise: exercise), where: "TRUE ORDER BY id", [])
        }
    }

    /// The attempts at an exercise that were recorded last, so many of them, in the order of their numbers.
    public func attempts(
        of exercise: Exercise, course: String, last limit: Int
    ) throws(ProgressError) -> [RecordedAttempt] {
        try read { db in
            try self.fetch(
                db, Owner(course: course, exercise: exercise),
                where: "TRUE ORDER BY id DESC LIMIT \(limit)", []
            ).reversed()
        }
    }

    /// The attempt at an exercise that was made last; nil before the first.
    public func lastAttempt(at exercise: Exercise, course: String) throws(ProgressError) -> RecordedAttempt? {
        try read { db in
            try self.fetch(
                db, Owner(course: course, exercise: exercise),
                where: "TRUE ORDER BY at DESC, id DESC LIMIT 1", []
            ).first
        }
    }

    /// The attempt that passed an exercise first; nil where none did.
    public func firstPass(of exercise: Exercise, course: String) throws(ProgressError) -> RecordedAttempt? {
        try read { db in
            try self.fetch(
                db, Owner(course: course, exercise: exercise),
                where: "verdict = 'passed' ORDER BY id LIMIT 1", []
            ).first
        }
    }

    /// The names and hashes of what was submitted in an attempt, those of files too large to be kept too.
    public func hashes(
        of attempt: RecordedAttempt
    ) throws(ProgressError) -> [(name: String, sha256: String)] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT name, blob FROM submission_files WHERE submission = ? ORDER BY position",
                arguments: [attempt.submission]
            ).map { (name: $0["name"], sha256: $0["blob"]) }
        }
    }

    /// What was submitted in an attempt. A file over `keptBytesMax` is missing from it; nil when nothing is kept.
    ///
    /// - Throws: `ProgressError`; `damagedFile` where what is kept is not what was submitted.
    public func source(of attempt: RecordedAttempt) throws(ProgressError) -> SubmissionSource? {
        try read { db in try self.source(db, of: attempt.submission) }
    }

    // MARK: - In a transaction

    /// What is kept of a submission; nil when nothing is.
    func source(_ db: Database, of digest: String) throws -> SubmissionSource? {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT name, blob, size, packing, bytes FROM submission_files JOIN blobs ON sha256 = blob
                WHERE submission = ? AND bytes IS NOT NULL ORDER BY position
                """, arguments: [digest])
        let files = try rows.map { row -> (name: String, bytes: [UInt8]) in
            let name: String = row["name"]
            do {
                return (name: name, bytes: Array(try StoredBytes.content(of: row) ?? Data()))
            } catch {
                throw ProgressError.damagedFile(path: path, name: name)
            }
        }
        return files.isEmpty ? nil : SubmissionSource(files: files)
    }

    private func earlier(
        _ db: Database, _ digest: String, _ owner: Owner, grader: String
    ) throws -> RecordedAttempt? {
        guard !grader.isEmpty else { return nil }
        var found = try fetch(
            db, owner,
            where: "submission = ? AND grader = ? AND verdict <> 'grader_error' ORDER BY id LIMIT 1",
            [digest, grader]
        ).first
        found?.repeated = true
        return found
    }

    /// Keeps the files, each content once.
    func keep(_ source: SubmissionSource, _ db: Database) throws {
        let files = zip(source.files, source.hashes).map { file, hash in
            (
                name: file.name, hash: hash, size: file.bytes.count,
                bytes: file.bytes.count <= Self.keptBytesMax ? Data(file.bytes) : nil
            )
        }
        try keep(submission: source.digest, files, db)
    }

    /// The same of files of which the bytes may be gone.
    func keep(
        submission digest: String, _ files: [(name: String, hash: SHA256.Digest, size: Int, bytes: Data?)],
        _ db: Database
    ) throws {
        let known = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM submissions WHERE digest = ?)", arguments: [digest])
        guard known != true else { return }
        try db.execute(sql: "INSERT INTO submissions (digest) VALUES (?)", arguments: [digest])
        for (position, file) in files.enumerated() {
            let stored = file.bytes.map(StoredBytes.init(packing:))
            try db.execute(
                sql: """
                    INSERT INTO blobs (sha256, size, packing, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    file.hash.hexadecimal, file.size, (stored?.packing ?? .plain).rawValue, stored?.bytes,
                ])
            try db.execute(
                sql: "INSERT INTO submission_files (submission, position, name, blob) VALUES (?, ?, ?, ?)",
                arguments: [digest, position, file.name, file.hash.hexadecimal])
        }
    }

    private func insert(
        _ verdict: Verdict, _ digest: String, _ owner: Owner, _ moment: Instant, _ db: Database
    ) throws -> RecordedAttempt {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let number = try nextNumber(db, owner)
        let attempt = RecordedAttempt(
            number: number.shown, outcome: verdict.outcome, score: verdict.score, maxScore: verdict.maxScore,
            counted: verdict.outcome.isCounted, at: moment.date, seconds: verdict.timing.total,
            grader: verdict.graderFingerprint, submission: digest,
            document: String(decoding: try encoder.encode(verdict), as: UTF8.self))
        let row = Archive.Attempt(
            course: owner.course, exercise: owner.slug, number: number.stored, at: moment.text,
            verdict: attempt.outcome.rawValue, score: attempt.score, maxScore: attempt.maxScore,
            counted: attempt.counted, seconds: attempt.seconds, grader: attempt.grader, submission: digest,
            document: attempt.document)
        try insert(row, number: number.stored, tests: verdict.tests, db)
        try summarize(verdict, owner, number.stored, moment, db)
        return attempt
    }

    /// Writes a row of `attempts` under that number, and those of its tests. The summaries are the caller's.
    func insert(_ attempt: Archive.Attempt, number: Int, tests: [TestResult], _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO attempts (course, exercise, number, verdict, score, max_score, counted, at, seconds, grader,
                                      submission, document)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                attempt.course, attempt.exercise, number, attempt.verdict, attempt.score, attempt.maxScore,
                attempt.counted, attempt.at, attempt.seconds, attempt.grader, attempt.submission,
                attempt.document,
            ])
        for (position, test) in tests.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO test_results (course, exercise, number, position, name, status, seconds, weight)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    attempt.course, attempt.exercise, number, position, test.name, test.status.rawValue,
                    test.seconds, test.weight,
                ])
        }
    }

    /// The number of the attempt to be recorded.
    ///
    /// It is one more than the attempts there are, under all the exercise's names. The stored number is the same,
    /// unless a former name was taken out of `renamed_from` since: then it is the next that is free under this slug.
    private func nextNumber(_ db: Database, _ owner: Owner) throws -> (shown: Int, stored: Int) {
        let all = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM attempts WHERE \(owner.condition)", arguments: owner.arguments)
        let last = try Int.fetchOne(
            db, sql: "SELECT max(number) FROM attempts WHERE course = ? AND exercise = ?",
            arguments: [owner.course, owner.slug])
        let shown = (all ?? 0) + 1
        return (shown, max(shown, (last ?? 0) + 1))
    }

    /// Attempts under any name of the exercise, numbered in the order of recording: two exercises that became one are
    /// told as one row of attempts.
    private func fetch(
        _ db: Database, _ owner: Owner, where condition: String, _ arguments: StatementArguments
    ) throws -> [RecordedAttempt] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                WITH own AS (
                    SELECT id, row_number() OVER (ORDER BY id) AS rank FROM attempts WHERE \(owner.condition)
                )
                SELECT rank, verdict, score, max_score, counted, at, seconds, grader, submission, document
                FROM own JOIN attempts USING (id) WHERE \(condition)
                """, arguments: owner.arguments + arguments)
        return try rows.map(attempt)
    }

    private func attempt(_ row: Row) throws -> RecordedAttempt {
        let word: String = row["verdict"]
        let time: String = row["at"]
        guard let outcome = Outcome(rawValue: word) else {
            throw ProgressError.damaged(path: path, detail: "attempts.verdict: \(word)")
        }
        guard let moment = Instant(text: time) else {
            throw ProgressError.damaged(path: path, detail: "attempts.at: \(time)")
        }
        return RecordedAttempt(
            number: row["rank"], outcome: outcome, score: row["score"], maxScore: row["max_score"],
            counted: row["counted"], at: moment.date, seconds: row["seconds"], grader: row["grader"],
            submission: row["submission"], document: row["document"])
    }
}
