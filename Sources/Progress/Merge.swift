import Course
import Foundation
import GRDB
import Verdicts

/// Adds the records of an archive to a store, in one transaction of the caller's. What is there already stays as it
/// is; each record is checked before it is taken.
struct Merge {
    let store: ProgressStore
    let db: Database
    private(set) var counts = ImportCounts()
    /// Stored numbers that are taken, by course and exercise.
    private var numbers: [[String]: Set<Int>] = [:]

    init(into store: ProgressStore, _ db: Database) {
        self.store = store
        self.db = db
    }

    /// - Throws: `ArchiveError.damaged` with the place.
    mutating func add(_ record: Archive.Record, at place: String) throws {
        do {
            switch record {
            case .submission(let submission): try add(submission)
            case .attempt(let attempt): try add(attempt)
            case .section(let section): try add(section)
            case .start(let start): try add(start)
            case .hint(let hint): try add(hint)
            case .answer(let answer): try add(answer)
            case .schedule(let schedule): try add(schedule)
            }
        } catch let fault as Fault {
            throw ArchiveError.damaged(place: place, detail: fault.detail)
        }
    }

    private struct Fault: Error {
        var detail: ArchiveError.Detail
    }

    // MARK: - Checks

    private static let nameBytesMax = 1_024
    private static let documentBytesMax = 64 << 20
    private static let numberMax = 1_000_000_000

    private func check(_ isFine: Bool, _ detail: ArchiveError.Detail = .value) throws {
        guard isFine else { throw Fault(detail: detail) }
    }

    private func check(names: String...) throws {
        for name in names { try check(!name.isEmpty && name.utf8.count <= Self.nameBytesMax) }
    }

    /// The time as the store writes it; anything else would not sort.
    private func instant(_ text: String) throws -> Instant {
        let hasShape =
            text.utf8.count == Self.timeShape.count
            && zip(text.utf8, Self.timeShape).allSatisfy { byte, shape in
                shape == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == shape
            }
        guard hasShape, let instant = Instant(text: text) else { throw Fault(detail: .time) }
        return instant
    }

    /// Zeros stand for digits. A time is never written anew to compare it: milliseconds do not outlive a `Date` exactly.
    private static let timeShape = Array("0000-00-00T00:00:00.000Z".utf8)

    // MARK: - Attempts

    private func add(_ submission: Archive.Submission) throws {
        var files: [(name: String, hash: SHA256.Digest, size: Int, bytes: Data?)] = []
        for file in submission.files {
            let bytes = try file.text.map { Data($0.utf8) } ?? decoded(file.base64)
            try check(names: file.name)
            guard let hash = SHA256.Digest(hexadecimal: file.sha256), file.size >= 0 else {
                throw Fault(detail: .hash)
            }
            if let bytes {
                try check(bytes.count == file.size && SHA256.digest(of: bytes) == hash, .hash)
            }
            files.append((file.name, hash, file.size, bytes))
        }
        let digest = SubmissionSource.digest(of: files.map { (name: $0.name, hash: $0.hash) })
        try check(digest == submission.digest, .hash)
        try store.keep(submission: digest, files, db)
    }

    private func decoded(_ base64: String?) throws -> Data? {
        guard let base64 else { return nil }
        guard let data = Data(base64Encoded: base64) else { throw Fault(detail: .value) }
        return data
    }

    private mutating func add(_ attempt: Archive.Attempt) throws {
        let moment = try instant(attempt.at)
        try check(names: attempt.course, attempt.exercise)
        try check(attempt.number >= 1 && attempt.number <= Self.numberMax)
        try check(attempt.grader.utf8.count <= Self.nameBytesMax)
        for figure in [attempt.score, attempt.maxScore, attempt.seconds] {
            try check(figure.isFinite && figure >= 0)
        }
        try check(attempt.score <= attempt.maxScore)
        let verdict = try verdict(of: attempt)
        let isKept = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM submissions WHERE digest = ?)",
            arguments: [attempt.submission])
        try check(isKept == true, .submission)
        let isKnown = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM attempts WHERE course = ? AND at = ? AND exercise = ? AND verdict = ?
                        AND submission = ? AND grader = ?)
                """,
            arguments: [
                attempt.course, moment.text, attempt.exercise, attempt.verdict, attempt.submission,
                attempt.grader,
            ])
        guard isKnown != true else { return counts.attempts.known += 1 }
        let number = try freeNumber(attempt)
        try store.insert(attempt, number: number, tests: verdict.tests, db)
        counts.attempts.added += 1
    }

    private func verdict(of attempt: Archive.Attempt) throws -> Verdict {
        try check(attempt.document.utf8.count <= Self.documentBytesMax)
        guard let outcome = Outcome(rawValue: attempt.verdict),
            let verdict = try? JSONDecoder().decode(Verdict.self, from: Data(attempt.document.utf8)),
            verdict.outcome == outcome, attempt.counted == outcome.isCounted
        else { throw Fault(detail: .document) }
        return verdict
    }

    /// Its own number if that is free, else the first behind all that are taken.
    private mutating func freeNumber(_ attempt: Archive.Attempt) throws -> Int {
        let key = [attempt.course, attempt.exercise]
        var taken =
            try numbers[key]
            ?? Int.fetchSet(
                db, sql: "SELECT number FROM attempts WHERE course = ? AND exercise = ?",
                arguments: StatementArguments(key))
        let number = taken.contains(attempt.number) ? (taken.max() ?? 0) + 1 : attempt.number
        taken.insert(number)
        numbers[key] = taken
        return number
    }

    // MARK: - The rest

    private mutating func add(_ section: Archive.Section) throws {
        try check(names: section.course, section.chapter, section.section)
        try addOnce(
            "sections_read", ["course", "chapter", "section"],
            [section.course, section.chapter, section.section, try instant(section.at).text], \.sections)
    }

    private mutating func add(_ start: Archive.Start) throws {
        try check(names: start.course, start.exercise)
        try addOnce(
            "starts", ["course", "exercise"], [start.course, start.exercise, try instant(start.at).text],
            \.starts)
    }

    private mutating func add(_ hint: Archive.Hint) throws {
        try check(names: hint.course, hint.exercise)
        try check(hint.number >= 1 && hint.number <= Self.numberMax)
        try addOnce(
            "hints", ["course", "exercise", "number"],
            [hint.course, hint.exercise, hint.number, try instant(hint.at).text], \.hints)
    }

    /// What happened once: of two times of it, the first is true.
    private mutating func addOnce(
        _ table: String, _ key: [String], _ row: StatementArguments,
        _ count: WritableKeyPath<ImportCounts, ImportCounts.Count>
    ) throws {
        let holes = (0...key.count).map { _ in "?" }.joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO \(table) (\(key.joined(separator: ", ")), at) VALUES (\(holes))
                ON CONFLICT DO NOTHING
                """, arguments: row)
        guard db.changesCount == 0 else { return counts[keyPath: count].added += 1 }
        counts[keyPath: count].known += 1
        let condition = key.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: " AND ")
        try db.execute(
            sql: "UPDATE \(table) SET at = ?\(key.count + 1) WHERE \(condition) AND at > ?\(key.count + 1)",
            arguments: row)
    }

    private mutating func add(_ answer: Archive.Answer) throws {
        try check(names: answer.course, answer.chapter, answer.quiz)
        try check(answer.answer.utf8.count <= Self.documentBytesMax)
        let row: StatementArguments = [
            answer.course, answer.chapter, answer.quiz, answer.answer, answer.isRight,
            try instant(answer.at).text,
        ]
        let isKnown = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM quiz_answers WHERE course = ? AND chapter = ? AND quiz = ? AND answer = ?
                        AND is_right = ? AND at = ?)
                """, arguments: row)
        guard isKnown != true else { return counts.answers.known += 1 }
        try db.execute(
            sql: """
                INSERT INTO quiz_answers (course, chapter, quiz, answer, is_right, at) VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: row)
        counts.answers.added += 1
    }

    private mutating func add(_ schedule: Archive.Schedule) throws {
        let moment = try instant(schedule.at)
        guard let seed = UInt64(schedule.seed),
            let finding = try? JSONDecoder().decode(Finding.self, from: Data(schedule.finding.utf8))
        else { throw Fault(detail: .value) }
        guard let source = try store.source(db, of: schedule.submission), source.digest == schedule.submission
        else { throw Fault(detail: .submission) }
        let subject: ExploredSchedule.Subject =
            if let course = schedule.course, let exercise = schedule.exercise {
                .exercise(course: course, slug: exercise)
            } else {
                .program(paths: schedule.files)
            }
        let isNew = try store.keepOnce(
            ExploredSchedule(
                subject: subject, source: source, languageMode: schedule.languageMode,
                strategy: schedule.strategy, seed: seed, toolchain: schedule.toolchain, finding: finding),
            moment, db)
        if isNew { counts.schedules.added += 1 } else { counts.schedules.known += 1 }
    }
}
