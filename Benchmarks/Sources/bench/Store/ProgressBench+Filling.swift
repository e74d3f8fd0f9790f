import Foundation

extension ProgressBench {
    /// A store of that many attempts, half a minute apart.
    ///
    /// - Returns: bytes of the pages that the sources took while they lay plain, as an earlier `sil` kept them.
    func fill(_ home: URL, _ count: Int, _ course: URL) throws -> Int {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let log = home.appending(path: "log")
        try command(["hint", "e-0"], home, course).run(log: log)
        let file = home.appending(path: "progress.sqlite")
        let plain: Int
        do {
            let store = try StoreDatabase(file)
            // A child is told to have had the memory of this program too: the cache stays small.
            try store.execute(
                "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000")
            try store.execute("BEGIN; CREATE TEMP TABLE texts (number INTEGER PRIMARY KEY, text TEXT)")
            let texts = try texts()
            for (number, text) in texts.enumerated() {
                let quoted = text.replacing("'", with: "''")
                try store.execute("INSERT INTO texts VALUES (\(number), '\(quoted)')")
            }
            try store.execute(Self.filling(count: count, exercises: exercises, texts: texts.count))
            plain = try Self.bytesOfSources(store)
        }
        // Writing brings what was taken away up to date, as after an older version.
        try command(["hint", "e-1"], home, course).run(log: log)
        for name in try FileManager.default.contentsOfDirectory(atPath: home.path)
        where name.hasSuffix(".bak") {
            try FileManager.default.removeItem(at: home.appending(path: name))
        }
        // As if it had been packed from the start.
        try StoreDatabase(file).execute("VACUUM")
        return plain
    }

    static func bytesOfSources(_ store: StoreDatabase) throws -> Int {
        try store.number("SELECT sum(pgsize) FROM dbstat WHERE name = 'blobs' AND aggregate = TRUE")
    }

    /// What learners hand in: the course's starters, solutions and mutants.
    private func texts() throws -> [String] {
        let folder = sourceCourse.appending(path: "Exercises").path
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let texts = try names.filter { name in
            let parts = name.split(separator: "/")
            return name.hasSuffix(".swift") && parts.count > 1
                && ["Starter", "Solutions", "Mutants"].contains(parts[1])
        }.sorted().map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
        guard !texts.isEmpty else { throw BenchError.noFolder(folder) }
        return texts
    }

    private static func filling(count: Int, exercises: Int, texts: Int) -> String {
        let test =
            #"{"name":"HitCounterTests.testNUMBER","output":"줄 1\n","read":"05-race#네-단계","scenarios":[],"seconds":0.0123,"status":"passed","title":"두 스레드가 한 번씩 올리면 2가 됨","weight":1}"#
        let tests = (1...5).map { test.replacing("NUMBER", with: "\($0)") }.joined(separator: ",")
        return """
            ALTER TABLE blobs DROP COLUMN packing;
            CREATE TEMP TABLE n AS
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count)) SELECT i FROM n;
            INSERT INTO submissions SELECT printf('%064x', i) FROM n;
            INSERT INTO blobs SELECT printf('%064x', i), length(bytes), bytes FROM (
                SELECT i, CAST('// ' || i || char(10) || text AS BLOB) AS bytes
                FROM n JOIN texts ON texts.number = n.i % \(texts));
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
            DROP TABLE n; DROP TABLE texts;
            DROP TABLE exercise_totals; DROP TABLE time_spent; DROP TABLE activity; DROP INDEX attempts_by_time;
            DELETE FROM grdb_migrations WHERE identifier IN ('5-summaries', '6-packed-sources');
            COMMIT;
            """
    }
}
