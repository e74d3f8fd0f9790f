import Foundation

/// A way to look for a concurrency bug by running the program again and again.
struct Detector {
    var name: String
    /// How often the faulty twin may be run.
    var runs: Int
    /// Of the compiler and linker.
    var flags: [String] = []
    /// What runs the program.
    var prefix: [String] = []
    var environment: [String: String] = [:]
    var patience: WatchedRun.Patience

    /// A correct twin is run as often as is enough to be annoyed by alarms.
    private static let runsOfGood = 10

    /// Runs until something shows: an end other than with 0, or none at all.
    func look(
        at twin: Interleaving.Twin, of program: Interleaving, built: URL, log: URL
    ) throws -> Measurement {
        let runs = twin == .bad ? runs : min(Self.runsOfGood, runs)
        var measured = Measurement(program: program, tool: name, twin: twin, budget: runs)
        let environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let command = Command(
            words: prefix + [built.path], folder: built.deletingLastPathComponent(), environment: environment)
        for number in 1...runs {
            let run = try WatchedRun(of: command, patience: patience, log: log)
            measured.cpu += run.cpu
            if run.ending != .ended(0) {
                measured.shown = [number]
                measured.shownAny = [number]
                measured.kinds = [run.ending == .stuck ? "stuck" : "ended"]
                return measured
            }
        }
        return measured
    }

    /// Runs of the program itself, ThreadSanitizer, and helgrind where valgrind is installed.
    static func all(valgrind: String?, plainRuns: Int) -> [Detector] {
        var detectors = [
            Detector(name: "plain", runs: plainRuns, patience: .init(asleep: 1, computing: 2)),
            Detector(
                name: "tsan", runs: 50, flags: ["-sanitize=thread"],
                environment: ["TSAN_OPTIONS": "atexit_sleep_ms=0 exitcode=66"],
                patience: .init(asleep: 2, computing: 10)),
        ]
        if let valgrind {
            detectors.append(
                Detector(
                    name: "helgrind", runs: 10,
                    // One thread at a time runs under valgrind: without turns one that spins would keep the lock.
                    prefix: [valgrind, "--tool=helgrind", "--error-exitcode=9", "--fair-sched=yes", "-q"],
                    patience: .init(asleep: 4, computing: 40)))
        }
        return detectors
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
