import Dispatch
import Foundation

/// What `sil explore --json` says of one program: the part of the document that the tests look into.
struct Exploration: Decodable {
    struct Finding: Decodable {
        var kind: String
        var title: String
        var schedule: Int
        var preemptions: Int
        var minimum: Bool?
        var steps: [Step]

        struct Step: Decodable {
            var note: String?
        }

        /// How often the told schedule interrupts a thread, or wakes one that nobody has woken.
        var interruptions: Int {
            preemptions + steps.count { $0.note == "spurious" || $0.note == "timeout" }
        }
    }
    var schema: Int
    var schedules: Int
    /// Every schedule of the program was run: there may be fewer than the budget allows.
    var exhausted: Bool
    var findings: [Finding]

    var kinds: Set<String> { Set(findings.map(\.kind)) }

    enum Failure: Error {
        /// Ended with another status than the document's findings stand for, or without such a document.
        case status(Int32, stdout: String, stderr: String)
        case stillRunning(after: Int, stderr: String)
    }

    /// The document, and what else would be of use to whoever reads of a failed test.
    struct Outcome {
        var exploration: Exploration
        var document: String
    }

    /// Explores one twin of a pair, waiting for the end.
    static func of(
        _ twin: Pair.Twin, in pair: Pair, schedules: Int, seed: Int, strategy: String = "mix"
    ) throws -> Outcome {
        var arguments = ["explore", pair.file(twin).path, "--json"]
        arguments += ["--schedules", "\(schedules)", "--seed", "\(seed)", "--strategy", strategy]
        if let mode = pair.row.mode { arguments += ["--language-mode", "\(mode)"] }
        let ended = try run(arguments)
        guard let exploration = try? JSONDecoder().decode(Exploration.self, from: ended.output),
            ended.status == (exploration.findings.isEmpty ? 0 : 1)
        else {
            throw Failure.status(
                ended.status, stdout: String(decoding: ended.output, as: UTF8.self), stderr: ended.errors)
        }
        return Outcome(exploration: exploration, document: String(decoding: ended.output, as: UTF8.self))
    }

    /// Generous: the first exploration builds the runtime, and others may wait for it.
    private static let secondsMax = 240

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: Data, errors: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "explored-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, because nobody would read a pipe while this thread waits.
        let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        for file in [output, errors] { try Data().write(to: file) }

        let process = Process()
        process.executableURL = Checkout.sil
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment(home: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + .seconds(secondsMax)) == .success else {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
            let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            throw Failure.stillRunning(after: secondsMax, stderr: said)
        }
        return (
            process.terminationStatus, try Data(contentsOf: output),
            try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// Of somebody who uses `sil` for the first time, with the cache of all.
    private static func environment(home: URL) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var result = ["LANG": "C.UTF-8", "SIL_CACHE": Checkout.cache.path]
        result["SIL_HOME"] = home.appending(path: "home").path
        for name in ["PATH", "HOME", "TMPDIR"] { result[name] = inherited[name] }
        return result
    }
}
