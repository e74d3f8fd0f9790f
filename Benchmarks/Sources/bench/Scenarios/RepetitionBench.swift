import Foundation
import Glibc

/// Whether verdicts are the same in every repetition while all cores are kept busy: each solution and each mutant of the course, graded
/// again and again, many at once.
struct RepetitionBench {
    var course: URL
    var sil: String
    var times = 50
    /// Verdicts under way at a time. They are each other's load: about three processes that compute for each verdict.
    var atOnce = 2 * ProcessInfo.processInfo.activeProcessorCount
    /// Exercises; none for all of them.
    var only: [String] = []
    /// What an earlier start has told, a line each: these are not asked again.
    var results: URL?

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        course = URL(filePath: FileManager.default.currentDirectoryPath)
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw BenchError.usage }
            switch option {
            case "--times": times = try Self.number(value, from: 2)
            case "--at-once": atOnce = try Self.number(value, from: 1)
            case "--only": only.append(value)
            case "--course": course = URL(filePath: value).absoluteURL
            case "--results": results = URL(filePath: value).absoluteURL
            default: throw BenchError.usage
            }
        }
    }

    private static func number(_ text: String, from least: Int) throws -> Int {
        guard let number = Int(text), number >= least else { throw BenchError.usage }
        return number
    }

    /// One folder of a course's exercise, and what was answered.
    private struct Work {
        var slug: String
        var name: String
        var files: [String]
        var started = 0
        var answers: [String: Int] = [:]

        var isAlike: Bool { answers.count == 1 }
        var line: String {
            let told = answers.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            return (isAlike ? "  " : "✗ ") + name + ": "
                + told.map { "\($0.value) × \($0.key)" }.joined(separator: " | ")
        }
    }

    /// - Throws: `BenchError.varied` if a verdict was not always the same.
    func run(in folder: URL) throws {
        for place in [folder, folder.appending(path: "cache")] {
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        }
        tell("verdicts that are the same \(times) times, \(atOnce) at once")
        tell(Machine(swift: try Bench.find("swift")).description)
        let told = try earlierLines()
        told.forEach(tell)
        let names = Set(told.compactMap { $0.dropFirst(2).split(separator: ":").first.map(String.init) })
        let left = try works().filter { !names.contains($0.name) }
        let varied = try repeatAll(left, in: folder) + told.count { $0.hasPrefix("✗") }
        tell("load afterwards: \(Machine(swift: "").load)")
        guard varied == 0 else { throw BenchError.varied(varied) }
    }

    /// How many were not always the same.
    private func repeatAll(_ works: [Work], in folder: URL) throws -> Int {
        var works = works
        var next = 0
        var varied = 0
        var running: [pid_t: (work: Int, log: URL)] = [:]
        var spare = (0..<atOnce).map { folder.appending(path: "verdict-\($0).json") }
        defer { for child in running.keys { kill(child, SIGINT) } }
        while next < works.count || !running.isEmpty {
            while next < works.count, let log = spare.popLast() {
                let child = try command(for: works[next], in: folder).spawn(log: log, errorsToo: false)
                running[child] = (next, log)
                works[next].started += 1
                if works[next].started == times { next += 1 }
            }
            var status: Int32 = 0
            let child = waitpid(-1, &status, 0)
            guard child > 0, let (index, log) = running.removeValue(forKey: child) else { continue }
            works[index].answers[try answer(in: log, of: works[index]), default: 0] += 1
            spare.append(log)
            guard works[index].answers.values.reduce(0, +) == times else { continue }
            varied += works[index].isAlike ? 0 : 1
            tell(works[index].line)
            try keep(works[index].line)
        }
        return varied
    }

    private func works() throws -> [Work] {
        let exercises = course.appending(path: "Exercises")
        let slugs = only.isEmpty ? try Self.names(in: exercises) : only
        return try slugs.flatMap { slug in
            try ["Solutions", "Mutants"].flatMap { kind in
                let place = exercises.appending(path: "\(slug)/\(kind)")
                return try Self.names(in: place).map { name in
                    Work(
                        slug: slug, name: "\(slug)/\(kind)/\(name)",
                        files: try ExploredExercise.swiftFiles(in: place.appending(path: name)))
                }
            }
        }
    }

    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
            .sorted()
    }

    private func command(for work: Work, in folder: URL) -> Command {
        .sil(sil, ["test", work.slug, "--course", course.path, "--json", "--file"] + work.files, in: folder)
    }

    /// The verdict, and the tests that did not pass with their status.
    private func answer(in log: URL, of work: Work) throws -> String {
        let document = try? JSONSerialization.jsonObject(with: Data(contentsOf: log)) as? [String: Any]
        guard let document, let verdict = document["verdict"] as? String else {
            throw BenchError.failed(
                work.name, status: 0, output: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
        }
        let tests = document["tests"] as? [[String: Any]] ?? []
        let others = tests.compactMap { test -> String? in
            guard let name = test["name"] as? String, let status = test["status"] as? String,
                status != "passed"
            else { return nil }
            return "\(name.split(separator: ".").last ?? "") \(status)"
        }
        return ([verdict] + others.sorted()).joined(separator: ", ")
    }

    // MARK: Going on

    private func earlierLines() throws -> [String] {
        guard let results, FileManager.default.fileExists(atPath: results.path) else { return [] }
        return try String(contentsOf: results, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func keep(_ line: String) throws {
        if let results { try append(Data(line.utf8), to: results) }
    }
}
