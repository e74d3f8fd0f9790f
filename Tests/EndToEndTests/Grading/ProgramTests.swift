import Foundation
import Testing

extension EndToEnd {
    /// Exercises whose submissions run as programs of their own: the sample course of the runtime's tests, through `sil`.
    @Suite("프로그램으로 도는 연습")
    struct Programs {
        static let course = Checkout.root.appending(path: "Runtime/Tests/ProgramTests/Course")

        struct Variant: Sendable, CustomTestStringConvertible {
            let exercise: String
            let folder: String
            /// Tests that must fail; empty for a solution.
            let rejectedBy: [String]

            var testDescription: String { "\(exercise)/\(folder)" }
        }

        static let variants = [
            Variant(exercise: "echo-server", folder: "Solutions/threads", rejectedBy: []),
            Variant(exercise: "echo-server", folder: "Solutions/poller", rejectedBy: []),
            Variant(
                exercise: "echo-server", folder: "Mutants/leaks",
                rejectedBy: ["EchoServerTests.testClosesWhatItAccepted"]),
            Variant(
                exercise: "echo-server", folder: "Mutants/short-write",
                rejectedBy: ["EchoServerTests.testShortWrites"]),
            Variant(exercise: "line-workers", folder: "Solutions/all-at-once", rejectedBy: []),
            Variant(
                exercise: "line-workers", folder: "Mutants/zombies",
                rejectedBy: ["LineWorkersTests.testLeavesNoZombies"]),
            Variant(
                exercise: "line-workers", folder: "Mutants/gives-up",
                rejectedBy: ["LineWorkersTests.testForkFails"]),
        ]

        @Test("풀이는 통과하고, 오답은 그 오답을 맡은 시험이 떨어뜨림", arguments: variants)
        func judged(variant: Variant) throws {
            let folder = Programs.course.appending(path: "Exercises/\(variant.exercise)/\(variant.folder)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            let learner = try Learner()
            let result = try learner.sil(
                ["submit", variant.exercise, "--course", Programs.course.path, "--json", "--file"]
                    + files.map { folder.appending(path: $0).path })
            let verdict = try result.document(VerdictDocument.self)
            let told = verdict.tests.map { "\($0.name): \($0.status) \($0.message ?? "")" }
            if variant.rejectedBy.isEmpty {
                #expect(verdict.verdict == "passed", "\(told)")
                #expect(result.status == 0)
            } else {
                let failed = Set(verdict.tests.filter { $0.status == "failed" }.map(\.name))
                #expect(failed.isSuperset(of: variant.rejectedBy), "\(told)")
                #expect(result.status == 1)
            }
        }

        @Test("받은 연습은 swift run으로 돎")
        func runs() throws {
            let learner = try Learner()
            let made = try learner.sil("init", "w", "--course", Programs.course.path)
            try #require(made.status == 0, "\(made.stderr)")
            let workspace = learner.desk.appending(path: "w")
            let started = try learner.sil("start", "line-workers", in: workspace)
            #expect(started.stdout.contains("swift run line-workers"))
            let solution = Programs.course.appending(path: "Exercises/line-workers/Solutions/one-by-one")
            let target = workspace.appending(path: "Sources/LineWorkers")
            for file in try FileManager.default.contentsOfDirectory(atPath: target.path) {
                try FileManager.default.removeItem(at: target.appending(path: file))
            }
            for file in try FileManager.default.contentsOfDirectory(atPath: solution.path) {
                try FileManager.default.copyItem(
                    at: solution.appending(path: file), to: target.appending(path: file))
            }
            let run = try learner.shell("printf 'a\\nb\\n' | swift run line-workers", in: workspace)
            #expect(run.status == 0, "\(run.stderr)")
            #expect(run.stdout.hasSuffix("A\nB\n끝 2\n"), "\(run.stdout)")
        }
    }
}
