import Foundation
import Glibc

/// What the reports cost after a million attempts beside what they cost after a hundred, in the same course.
///
/// The attempts are made by SQL, with a source of their own each and a verdict as the grader writes it; the names of
/// contents are numbers, not hashes, so that such a store is good for reading only.
struct ProgressBench {
    var attempts = 1_000_000
    var exercises = 10_000
    var rounds = 7
    var sil: String

    private static let fewAttempts = 100
    private static let chapters = 50

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else { throw BenchError.usage }
            switch option {
            case "--attempts": attempts = value
            case "--exercises": exercises = value
            case "--rounds": rounds = value
            default: throw BenchError.usage
            }
        }
    }

    func run(in folder: URL) throws {
        let course = folder.appending(path: "course")
        try makeCourse(at: course)
        print(
            "\(attempts) attempts beside \(Self.fewAttempts), \(exercises) exercises, \(rounds) rounds, interleaved"
        )
        print(Machine(swift: "").description)
        let few = folder.appending(path: "few")
        let many = folder.appending(path: "many")
        try fill(few, Self.fewAttempts, course)
        let clock = ContinuousClock()
        let start = clock.now
        try fill(many, attempts, course)
        let seconds = (clock.now - start).inSeconds
        print("made, and brought up to date by sil, in \(String(format: "%.0f", seconds)) s")
        try tellSize(many)
        for words in [
            ["progress"], ["progress", "--json"], ["progress", "--since", "1w"], ["status"], ["next"],
            ["history", "e-7"], ["hint", "e-7", "--json"],
        ] {
            try compare(words, [few, many], course)
        }
    }

    // MARK: - Measuring

    private func command(_ words: [String], _ home: URL, _ course: URL) -> Command {
        var command = Command(words: [sil] + words, folder: home)
        command.environment["SIL_HOME"] = home.path
        command.environment["SIL_COURSE"] = course.path
        command.environment["SIL_CACHE"] = home.appending(path: "cache").path
        return command
    }

    private func compare(_ words: [String], _ homes: [URL], _ course: URL) throws {
        var rows = homes.map {
            Table.Row(name: "sil \(words.joined(separator: " ")), \($0.lastPathComponent)")
        }
        for round in 0..<rounds {
            for index in homes.indices.map({ ($0 + round) % homes.count }) {
                let log = homes[index].appending(path: "log")
                rows[index].costs.append(try command(words, homes[index], course).run(log: log))
            }
        }
        print("\n" + Table(rows: rows).text(against: [rows[0].name]))
        let memory = rows.map { row in (row.costs.map(\.memoryKB).max() ?? 0) >> 10 }
        print("memory: \(memory.map { "\($0) MB" }.joined(separator: ", "))")
    }

    private func tellSize(_ home: URL) throws {
        let store = try StoreDatabase(home.appending(path: "progress.sqlite"))
        let bytes = try store.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        let own = try store.number(
            "SELECT CAST(avg(length(document)) AS INTEGER) FROM attempts WHERE id < 1000")
        let source = try store.number("SELECT CAST(avg(size) AS INTEGER) FROM blobs WHERE rowid < 1000")
        print(
            "store: \(bytes >> 20) MB, \(bytes / attempts) bytes an attempt (verdict \(own), source \(source), all sources different)"
        )
    }

    // MARK: - Making

    private func makeCourse(at course: URL) throws {
        func write(_ path: String, _ text: String) throws {
            let file = course.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try write("Lessons/course.yml", "id: bench\ntitle: 큰 과정\n")
        for chapter in 1...Self.chapters {
            let name = String(format: "%02d-c%d", chapter, chapter)
            let sections = (1...8).map { "## 절 \($0)\n\n글임.\n" }.joined(separator: "\n")
            try write(
                "Lessons/\(name).md",
                "---\ntitle: 장 \(chapter)\nsummary: 글\nminutes: 9\n---\n\n# 장\n\n\(sections)")
        }
        for exercise in 0..<exercises {
            let chapter = exercise % Self.chapters + 1
            try write(
                "Exercises/e-\(exercise)/exercise.yml",
                """
                title: 연습 \(exercise)
                summary: 함수를 완성함
                kind: unit
                chapter: \(String(format: "%02d-c%d", chapter, chapter))
                concepts: [개념 \(exercise % 97), 개념 \(exercise % 31)]
                hints: [하나, 둘]

                """)
            try write("Exercises/e-\(exercise)/Starter/E.swift", "// 시작\n")
        }
    }

    /// A store of that many attempts, half a minute apart.
    private func fill(_ home: URL, _ count: Int, _ course: URL) throws {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let log = home.appending(path: "log")
        try command(["hint", "e-0"], home, course).run(log: log)
        do {
            let store = try StoreDatabase(home.appending(path: "progress.sqlite"))
            try store.execute(Self.filling(count: count, exercises: exercises))
        }
        // Writing brings what was taken away up to date, as after an older version.
        try command(["hint", "e-1"], home, course).run(log: log)
        for name in try FileManager.default.contentsOfDirectory(atPath: home.path)
        where name.hasSuffix(".bak") {
            try FileManager.default.removeItem(at: home.appending(path: name))
        }
    }

    private static func filling(count: Int, exercises: Int) -> String {
        let source = String(repeating: "    guard count > 0 else { return nil }  // 다음 것을 기다림\n", count: 24)
        let test =
            #"{"name":"HitCounterTests.testNUMBER","output":"줄 1\n","read":"05-race#네-단계","scenarios":[],"seconds":0.0123,"status":"passed","title":"두 스레드가 한 번씩 올리면 2가 됨","weight":1}"#
        let tests = (1...5).map { test.replacing("NUMBER", with: "\($0)") }.joined(separator: ",")
        return """
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TEMP TABLE n AS
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count)) SELECT i FROM n;
            INSERT INTO submissions SELECT printf('%064x', i) FROM n;
            INSERT INTO blobs SELECT printf('%064x', i), length(text), CAST(text AS BLOB) FROM (
                SELECT i, '// ' || i || char(10) || '\(source)' AS text FROM n);
            INSERT INTO submission_files SELECT printf('%064x', i), 0, 'E.swift', printf('%064x', i) FROM n;
            INSERT INTO attempts (course, exercise, number, verdict, score, max_score, counted, at, seconds, grader,
                                  submission, document)
            SELECT 'bench', 'e-' || (i % \(exercises)), i / \(exercises) + 1, verdict,
                   CASE verdict WHEN 'passed' THEN 1 ELSE 0.5 END, 1, 1,
                   strftime('%Y-%m-%dT%H:%M:%S.000Z', 'now', '-' || (30 * (\(count) - i)) || ' seconds'), 0.2, 'g',
                   printf('%064x', i),
                   '{"cached":[],"compilerOutput":"","course":"bench","diagnostics":[],"exercise":"e-' || (i % \(exercises)) ||
                   '","findings":[],"graderFingerprint":"g","maxScore":1,"outcome":"' || verdict ||
                   '","sandbox":"full","score":1,"tests":[\(tests)],"timing":{"compile":0.1,"link":0.03,"run":0.02,"stage":0.001,"total":0.2}}'
            FROM (SELECT i, CASE WHEN i % 7 = 6 THEN 'passed' ELSE 'failed' END AS verdict FROM n);
            INSERT INTO test_results
            SELECT course, exercise, number, t.value, 'HitCounterTests.test' || t.value, verdict, 0.01, 1
            FROM attempts JOIN json_each('[1,2,3,4,5]') AS t;
            DROP TABLE n;
            DROP TABLE exercise_totals; DROP TABLE time_spent; DROP TABLE activity; DROP INDEX attempts_by_time;
            DELETE FROM grdb_migrations WHERE identifier = '5-summaries';
            COMMIT;
            """
    }
}
