import Foundation
import Glibc

/// `sil submit`, several at once on one store, killed with SIGKILL at random moments: whatever was acknowledged must be
/// there, once, and the file sound.
struct DurabilityBench {
    var kills = 1_000
    var atOnce = 3
    var sil: String
    var course: URL

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        course = URL(filePath: FileManager.default.currentDirectoryPath)
        var rest = arguments[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst().flatMap({ Int($0) }), value > 0 else { throw BenchError.usage }
            switch option {
            case "--kills": kills = value
            case "--at-once": atOnce = value
            default: throw BenchError.usage
            }
        }
    }

    private struct Submission {
        var child: pid_t
        var log: URL
        var deadline: ContinuousClock.Instant
        var isKilled = false
    }

    func run(in folder: URL) throws {
        for name in ["home", "cache", "files"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o711])
        }
        print("\(kills) of sil submit, \(atOnce) at once on one store, killed at a random moment")
        print(Machine(swift: "").description)
        let whole = try warmUp(in: folder)
        print(String(format: "one that is let be takes %.2f s", whole))
        var (acknowledged, killed, numbers) = (0, 0, [Int]())
        var running: [Submission] = []
        var started = 0
        while killed < kills || !running.isEmpty {
            while running.count < atOnce, killed + running.count < kills {
                running.append(try start(started, in: folder, within: whole * Double(atOnce)))
                started += 1
            }
            usleep(1_000)
            for index in running.indices.reversed() {
                if ContinuousClock.now >= running[index].deadline, !running[index].isKilled {
                    kill(running[index].child, SIGKILL)
                    running[index].isKilled = true
                }
                var status: Int32 = 0
                guard waitpid(running[index].child, &status, WNOHANG) > 0 else { continue }
                if status & 0x7f == SIGKILL { killed += 1 }
                if let number = Self.acknowledgement(running[index].log) {
                    acknowledged += 1
                    numbers.append(number)
                }
                running.remove(at: index)
            }
        }
        try check(numbers, in: folder)
        print(
            "\(started) started, \(killed) killed, \(acknowledged) acknowledged: all there, none twice, the file sound"
        )
    }

    private func command(_ number: Int, in folder: URL) throws -> Command {
        let file = folder.appending(path: "files/\(number)/FourSteps.swift")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let solution = try ExploredExercise.swiftFiles(
            in: course.appending(path: "Exercises/four-steps/Starter"))
        let text = try solution.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
        try Data((text + "// \(number)\n").utf8).write(to: file)
        return .sil(
            sil, ["submit", "four-steps", "--json", "--course", course.path, "--file", file.path], in: folder)
    }

    /// What is built once is built; returns the seconds of a submission.
    private func warmUp(in folder: URL) throws -> Double {
        let log = folder.appending(path: "warm.json")
        var seconds = 0.0
        for number in [-1, -2, -3] {
            let clock = ContinuousClock()
            let start = clock.now
            _ = try command(number, in: folder).status(log: log)
            seconds = (clock.now - start).inSeconds
            guard Self.acknowledgement(log) != nil else {
                throw BenchError.lost("a submission that was let be: \(log.path)")
            }
        }
        return seconds
    }

    private func start(_ number: Int, in folder: URL, within seconds: Double) throws -> Submission {
        let log = folder.appending(path: "files/\(number).json")
        let child = try command(number, in: folder).spawn(log: log, errorsToo: false)
        return Submission(
            child: child, log: log,
            deadline: ContinuousClock.now + .seconds(Double.random(in: 0...seconds)))
    }

    /// The number under which it is said to be recorded; nil for one that did not come so far.
    private static func acknowledgement(_ log: URL) -> Int? {
        struct Document: Decodable {
            var recorded: Bool
            var attempt: Int?
        }
        guard let data = try? Data(contentsOf: log),
            let document = try? JSONDecoder().decode(Document.self, from: data), document.recorded
        else { return nil }
        return document.attempt
    }

    private func check(_ numbers: [Int], in folder: URL) throws {
        let store = try StoreDatabase(folder.appending(path: "home/progress.sqlite"))
        guard try store.texts("PRAGMA integrity_check") == ["ok"] else { throw BenchError.lost("integrity") }
        guard try store.texts("PRAGMA foreign_key_check").isEmpty else {
            throw BenchError.lost("foreign keys")
        }
        let kept = try store.texts("SELECT number FROM attempts ORDER BY number").compactMap { Int($0) }
        guard kept == Array(1...max(1, kept.count)) else { throw BenchError.lost("a gap among \(kept)") }
        let unknown = Set(numbers).subtracting(kept)
        guard unknown.isEmpty else { throw BenchError.lost("attempts \(unknown)") }
        let doubled = try store.number(
            "SELECT count(*) FROM (SELECT 1 FROM attempts GROUP BY submission, grader HAVING count(*) > 1)")
        guard doubled == 0, Set(numbers).count == numbers.count else {
            throw BenchError.lost("\(doubled) twice")
        }
        let halves = try store.number(
            """
            SELECT count(*) FROM attempts AS a WHERE json_array_length(document, '$.tests') <> (
                SELECT count(*) FROM test_results AS t
                WHERE t.course = a.course AND t.exercise = a.exercise AND t.number = a.number)
            """)
        guard halves == 0 else { throw BenchError.lost("tests of \(halves) attempts") }
        let totals = try store.number("SELECT recorded FROM exercise_totals")
        guard totals == kept.count else { throw BenchError.lost("\(totals) in the totals of \(kept.count)") }
    }
}
