import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// A verdict says the same in every repetition, also where others keep both cores busy: of an explored exercise all of its JSON but its
    /// times; of the others, whose messages may name processes and descriptors, how each test ended.
    @Suite("되풀이해도 같은 판정")
    struct Repetition {
        /// `Scripts/bench repetitions` asks everything fifty times.
        static let exercises =
            Checkout.isLong
            ? Checkout.exercises : ["hit-counter", "once", "ordered-transfer", "bounded-queue"]

        struct Submission: CustomTestStringConvertible, Sendable {
            var exercise: String
            var folder: String
            var testDescription: String { "\(exercise)/\(folder)" }
        }

        static let submissions = exercises.flatMap { exercise in
            ["Solutions", "Mutants"].flatMap { kind in
                let folder = Checkout.root.appending(path: "Exercises/\(exercise)/\(kind)").path
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                return names.sorted().map { Submission(exercise: exercise, folder: "\(kind)/\($0)") }
            }
        }

        /// Two are enough to see that nothing is random; what only a rare moment brings about needs many.
        private static let repetitions = Checkout.isLong ? 5 : 2

        /// All of them are run where there is time.
        static let asked =
            Checkout.isLong
            ? submissions : stride(from: 0, to: submissions.count, by: 6).map { submissions[$0] }

        @Test("Solutions and mutants are told the same, on a busy machine too", arguments: asked)
        func same(submission: Submission) throws {
            let learner = try Learner()
            let first = try told(submission, by: learner)
            let load = try Load(processes: 2 * ProcessInfo.processInfo.activeProcessorCount)
            defer { load.end() }
            for repetition in 1..<Self.repetitions {
                #expect(try told(submission, by: learner) == first, "repetition \(repetition)")
            }
        }

        /// The verdict as text, without its times and without what hangs on what was graded before it.
        private func told(_ submission: Submission, by learner: Learner) throws -> String {
            let files = try Checkout.files(of: submission.exercise, in: submission.folder)
            let result = try learner.sil(
                ["test", submission.exercise, "--file"] + files + [
                    "--course", Checkout.root.path, "--json",
                ])
            let document = try JSONSerialization.jsonObject(with: Data(result.stdout.utf8))
            var verdict = try #require(document as? [String: Any])
            #expect(verdict["verdict"] as? String != "grader_error", "\(result.stdout)")
            for key in ["timing", "cached"] { verdict[key] = nil }
            let tests = try #require(verdict["tests"] as? [[String: Any]])
            let isExplored = tests.contains { ($0["explored"] as? [Any])?.isEmpty == false }
            verdict["tests"] = tests.map { test in
                test.filter { isExplored ? $0.key != "seconds" : ["name", "status"].contains($0.key) }
            }
            let bytes = try JSONSerialization.data(
                withJSONObject: verdict, options: [.sortedKeys, .prettyPrinted])
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// Processes that compute until they are ended.
private final class Load {
    private var processes: [Process] = []

    init(processes count: Int) throws {
        for _ in 0..<count {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            // Gone by itself, should these tests be killed.
            process.arguments = ["-c", "ulimit -t 600; while :; do :; done"]
            try process.run()
            processes.append(process)
        }
    }

    func end() {
        for process in processes where process.isRunning {
            // The thread that started it may block SIGTERM, and then it does too.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        processes = []
    }
}
