import Foundation
import Glibc

/// What the reports cost after a million attempts beside what they cost after a hundred, in the same course.
///
/// The attempts are made by SQL, each with a source of its own, a text of the course under a line that no other has, and a
/// verdict as the grader writes it; the names of contents are numbers, not hashes, so that these sources cannot be had.
struct ProgressBench {
    var attempts = 1_000_000
    var exercises = 10_000
    var rounds = 7
    var sil: String
    /// Whose starters, solutions and mutants are the sources.
    var sourceCourse: URL

    private static let fewAttempts = 100
    private static let chapters = 50

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        sourceCourse = URL(filePath: FileManager.default.currentDirectoryPath)
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
        _ = try fill(few, Self.fewAttempts, course)
        let clock = ContinuousClock()
        let start = clock.now
        let plain = try fill(many, attempts, course)
        let seconds = (clock.now - start).inSeconds
        print("made, and brought up to date by sil, in \(String(format: "%.0f", seconds)) s")
        try tellSize(many, plain)
        for words in [
            ["progress"], ["progress", "--json"], ["progress", "--since", "1w"], ["status"], ["next"],
            ["history", "e-7"], ["hint", "e-7", "--json"],
        ] {
            try compare(words, [few, many], course)
        }
        try compareSubmissions([few, many], in: folder)
    }

    // MARK: - Measuring

    func command(_ words: [String], _ home: URL, _ course: URL) -> Command {
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

    /// - Parameter plain: bytes of the pages that the sources took before they were packed.
    private func tellSize(_ home: URL, _ plain: Int) throws {
        let store = try StoreDatabase(home.appending(path: "progress.sqlite"))
        let bytes = try store.number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        let verdict = try store.number(
            "SELECT CAST(avg(length(document)) AS INTEGER) FROM attempts WHERE id < 1000")
        let source = try store.number("SELECT CAST(avg(size) AS INTEGER) FROM blobs WHERE rowid < 1000")
        let packed = try store.number(
            "SELECT CAST(avg(length(bytes)) AS INTEGER) FROM blobs WHERE rowid < 1000")
        let pages = try Self.bytesOfSources(store)
        print(
            """
            store: \(bytes >> 20) MB, \(bytes / attempts) bytes an attempt (all sources different)
            were the sources plain: \((bytes - pages + plain) / attempts) bytes an attempt
            verdict \(verdict) bytes, source \(source), packed \(packed)
            """)
    }

    // MARK: - Making

    func write(_ text: String, to file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func makeCourse(at course: URL) throws {
        func write(_ path: String, _ text: String) throws {
            try self.write(text, to: course.appending(path: path))
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
}
