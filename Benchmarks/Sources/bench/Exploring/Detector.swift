import Foundation

/// A way to look for a concurrency bug by running the program again and again.
struct Detector {
    var name: String
    /// How often it may be run.
    var runs: Int
    /// What turns a source into the program that is run.
    var build: (Interleaving, URL, URL) -> [String]
    /// What runs it.
    var run: (URL) -> [String]
    var environment: [String: String] = [:]
    /// Seconds after which a run counts as stuck.
    var patience: Double

    /// What came of it: the first run that showed something, or none.
    struct Answer {
        var firstRun: Int?
        var seconds: Double
    }

    /// Runs until something shows: an end other than with 0, or none at all.
    func look(at source: URL, of program: Interleaving, in folder: URL, log: URL) throws -> Answer {
        let executable = folder.appending(path: "\(name)-program")
        try Command(words: build(program, source, executable), folder: folder).run(log: log)
        let clock = ContinuousClock()
        let start = clock.now
        let environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        for number in 1...runs {
            let command = Command(words: run(executable), folder: folder, environment: environment)
            if try !command.endsWell(within: patience, log: log) {
                return Answer(firstRun: number, seconds: (clock.now - start).inSeconds)
            }
        }
        return Answer(firstRun: nil, seconds: (clock.now - start).inSeconds)
    }

    /// Runs of the program itself, ThreadSanitizer, and helgrind where valgrind is installed.
    static func all(toolchain: Toolbox, plainRuns: Int) -> [Detector] {
        func build(_ flags: [String]) -> (Interleaving, URL, URL) -> [String] {
            { program, source, executable in
                program.isC
                    ? [toolchain.clang, "-g", "-O0", "-pthread"] + flags + [
                        source.path, "-o", executable.path,
                    ]
                    : [toolchain.swiftc, "-g", "-Onone", "-swift-version", "\(program.mode)"]
                        + library(source)
                        + flags + [source.path, "-o", executable.path]
            }
        }
        func library(_ source: URL) -> [String] {
            let text = (try? String(contentsOf: source, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").contains { $0.hasPrefix("@main") } ? ["-parse-as-library"] : []
        }
        var detectors = [
            Detector(
                name: "plain", runs: plainRuns, build: build([]), run: { [$0.path] }, patience: 2),
            Detector(
                name: "tsan", runs: 50, build: build(["-sanitize=thread"]), run: { [$0.path] },
                environment: ["TSAN_OPTIONS": "atexit_sleep_ms=0 exitcode=66"], patience: 5),
        ]
        if let valgrind = toolchain.valgrind {
            detectors.append(
                Detector(
                    name: "helgrind", runs: 10, build: build([]),
                    run: { [valgrind, "--tool=helgrind", "--error-exitcode=9", "-q", $0.path] }, patience: 60)
            )
        }
        return detectors
    }
}

/// The programs that the comparison needs.
struct Toolbox {
    var swiftc: String
    var clang: String
    /// nil where it is not installed.
    var valgrind: String?
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
