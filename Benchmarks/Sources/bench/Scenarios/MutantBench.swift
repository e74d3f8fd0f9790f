import Foundation

/// Who rejects the mutants of the explored exercises: their tests run plainly again and again, the same under
/// ThreadSanitizer, and one verdict of `sil`.
struct MutantBench {
    var course: URL
    var sil: String
    var graderKit: URL
    var plainRuns = 100
    var sanitizedRuns = 50
    /// nil for all of them.
    var only: String?

    /// At once: most of the time of a stuck one is waiting.
    private static let runningMax = 8

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        course = URL(filePath: FileManager.default.currentDirectoryPath)
        graderKit = course.appending(path: "Runtime/Sources/GraderKit")
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--plain-runs":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                    throw BenchError.usage
                }
                plainRuns = number
                sanitizedRuns = max(1, number / 2)
            case "--only":
                guard let slug = rest.popFirst() else { throw BenchError.usage }
                only = slug
            case "--course":
                guard let path = rest.popFirst() else { throw BenchError.usage }
                course = URL(filePath: path).absoluteURL
            default: throw BenchError.usage
            }
        }
    }

    func run(in folder: URL) throws {
        for place in [folder, folder.appending(path: "cache")] {
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        }
        tell(
            "mutants rejected: of \(plainRuns) plain runs, of \(sanitizedRuns) under ThreadSanitizer, of one verdict"
        )
        tell(Machine(swift: try Bench.find("swift")).description)
        let swiftc = try Bench.find("swiftc")
        let builds = [
            TestProgram(name: "plain", swiftc: swiftc, graderKit: graderKit, flags: []),
            TestProgram(
                name: "tsan", swiftc: swiftc, graderKit: graderKit, flags: ["-sanitize=thread"],
                environment: ["TSAN_OPTIONS": "atexit_sleep_ms=0 exitcode=66"]),
        ]
        // Of a right solution, what is rejected is a false alarm.
        for slug in only.map({ [$0] }) ?? ExploredExercise.slugs {
            let exercise = try ExploredExercise(slug, course: course)
            for kind in ["Mutants", "Solutions"] {
                for submission in try exercise.submissions(kind) {
                    var cells = ["\(slug)/\(submission.name)" + (kind == "Solutions" ? " (right)" : "")]
                    for (build, runs) in zip(builds, [plainRuns, sanitizedRuns]) {
                        let command = try build.command(for: submission, of: exercise, in: folder)
                        cells.append("\(try rejected(command, runs: runs, in: folder))/\(runs)")
                    }
                    cells.append(try isRejected(submission, of: slug, in: folder) ? "1/1" : "0/1")
                    tell(row(cells))
                }
            }
        }
        tell("load afterwards: \(Machine(swift: "").load)")
    }

    /// In how many runs something showed: a failed test, a report, a crash, or that it gets no further.
    private func rejected(_ command: Command, runs: Int, in folder: URL) throws -> Int {
        var started = 0, rejected = 0
        var running: [RunningProgram] = []
        while started < runs || !running.isEmpty {
            while started < runs, running.count < Self.runningMax {
                running.append(
                    try RunningProgram(
                        command, log: folder.appending(path: "run-\(started % Self.runningMax).txt")))
                started += 1
            }
            var next: [RunningProgram] = []
            for var program in running {
                if let ending = program.look() {
                    rejected += ending == .well ? 0 : 1
                } else {
                    next.append(program)
                }
            }
            running = next
            usleep(20_000)
        }
        return rejected
    }

    private func isRejected(
        _ submission: ExploredExercise.Submission, of slug: String, in folder: URL
    ) throws -> Bool {
        let command = Command.sil(
            sil, ["test", slug, "--course", course.path, "--json", "--file"] + submission.files, in: folder)
        let log = folder.appending(path: "verdict.json")
        let status = try command.status(log: log)
        guard status == 0 || status == 1 << 8 else {
            let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            throw BenchError.failed(command.words.joined(separator: " "), status: status, output: said)
        }
        return status != 0
    }

    private func row(_ cells: [String]) -> String {
        let widths = [44, 10, 10, 6]
        return zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined()
            .replacing(#/ +$/#, with: "")
    }
}
