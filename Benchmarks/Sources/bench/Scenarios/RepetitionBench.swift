import Foundation
import Glibc

/// Whether verdicts are the same in every repetition while all cores are kept busy: each solution and each mutant of the course, graded
/// again and again.
struct RepetitionBench {
    var course: URL
    var sil: String
    var times = 50
    /// nil for all of them.
    var only: String?

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        course = URL(filePath: FileManager.default.currentDirectoryPath)
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw BenchError.usage }
            switch option {
            case "--times":
                guard let number = Int(value), number > 1 else { throw BenchError.usage }
                times = number
            case "--only": only = value
            case "--course": course = URL(filePath: value).absoluteURL
            default: throw BenchError.usage
            }
        }
    }

    /// - Throws: `BenchError.varied` if a verdict was not always the same.
    func run(in folder: URL) throws {
        for place in [folder, folder.appending(path: "cache")] {
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        }
        print("verdicts that are the same \(times) times, two computing processes beside each core")
        print(Machine(swift: try Bench.find("swift")).description)
        let load = try BusyCores(processesForEach: 2)
        defer { load.end() }
        var varied = 0
        for slug in try only.map({ [$0] }) ?? slugs() {
            for kind in ["Solutions", "Mutants"] {
                let place = course.appending(path: "Exercises/\(slug)/\(kind)")
                let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
                for name in names {
                    let files = try ExploredExercise.swiftFiles(in: place.appending(path: name))
                    var answers: [String: Int] = [:]
                    for _ in 1...times {
                        answers[try answer(slug, files, in: folder), default: 0] += 1
                    }
                    if answers.count > 1 { varied += 1 }
                    print(Self.line("\(slug)/\(kind)/\(name)", answers))
                    fflush(nil)
                }
            }
        }
        print("load afterwards: \(Machine(swift: "").load)")
        guard varied == 0 else { throw BenchError.varied(varied) }
    }

    private static func line(_ name: String, _ answers: [String: Int]) -> String {
        let told = answers.sorted { $0.value > $1.value }.map { "\($0.value) × \($0.key)" }
        return (answers.count == 1 ? "  " : "✗ ") + name + ": " + told.joined(separator: " | ")
    }

    private func slugs() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: course.appending(path: "Exercises").path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The verdict, and the tests that did not pass with their status.
    private func answer(_ slug: String, _ files: [String], in folder: URL) throws -> String {
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_HOME"] = folder.appending(path: "home").path
        environment["SIL_CACHE"] = environment["SIL_BENCH_CACHE"] ?? folder.appending(path: "cache").path
        let words = [sil, "test", slug, "--course", course.path, "--json", "--file"] + files
        let log = folder.appending(path: "verdict.json")
        _ = try Command(words: words, folder: folder, environment: environment).status(log: log)
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: log)) as? [String: Any]
        guard let document, let verdict = document["verdict"] as? String else {
            throw BenchError.failed(
                words.joined(separator: " "), status: 0, output: try String(contentsOf: log, encoding: .utf8))
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
}

/// Processes that compute until they are ended.
private struct BusyCores {
    private var processes: [Process] = []

    init(processesForEach count: Int) throws {
        for _ in 0..<count * ProcessInfo.processInfo.activeProcessorCount {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            // Ends by itself when nobody is left who could end it.
            process.arguments = [
                "-c", "while kill -0 $PPID; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done",
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            processes.append(process)
        }
    }

    func end() {
        for process in processes where process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
    }
}
