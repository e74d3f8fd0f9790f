import Foundation
import Testing

extension EndToEnd {
    /// From an empty folder to a recorded pass, as the README promises it.
    @Suite("첫걸음")
    struct FirstSteps {
        private let learner: Learner

        init() throws {
            learner = try Learner()
        }

        private func solve(_ slug: String, in workspace: URL) throws {
            let solution = try #require(
                FileManager.default.contentsOfDirectory(
                    atPath: Checkout.root.appending(path: "Exercises/\(slug)/Solutions").path
                ).sorted().first)
            let module = slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined()
            let target = workspace.appending(path: "Sources/\(module)")
            for file in try FileManager.default.contentsOfDirectory(atPath: target.path) {
                try FileManager.default.removeItem(at: target.appending(path: file))
            }
            for file in try Checkout.files(of: slug, in: "Solutions/\(solution)") {
                try FileManager.default.copyItem(
                    atPath: file, toPath: target.appending(path: URL(filePath: file).lastPathComponent).path)
            }
        }

        @Test("init, start, submit: the starter fails in Korean, a solution passes, both are kept")
        func wholeWay() throws {
            let workspace = try learner.workspace()
            let own = workspace.appending(path: "sil")
            #expect(try learner.sil("start", "four-steps", in: workspace, executable: own).status == 0)

            let starter = try learner.sil("submit", "four-steps", in: workspace, executable: own)
            #expect(starter.status == 1)
            #expect(starter.stdout.contains("불합격") && starter.stdout.contains("기대"))

            try solve("four-steps", in: workspace)
            let solved = try learner.sil("submit", "four-steps", in: workspace, executable: own)
            #expect(solved.status == 0)
            #expect(solved.stdout.contains("통과"))

            let progress = try learner.sil("progress", "--json", in: workspace, executable: own)
            let exercise = try #require(try progress.document(ProgressDocument.self).exercise("four-steps"))
            #expect(exercise.attempts == 2)
            #expect(exercise.verdict == "passed" && exercise.score == exercise.maxScore)

            let attempts = try Store(at: learner.store).attempts(of: "four-steps")
            #expect(attempts.map(\.number) == [1, 2])
            #expect(attempts.map(\.verdict) == ["failed", "passed"])

            let history = try learner.sil("history", "four-steps", "--json", in: workspace, executable: own)
            #expect(
                try history.document(HistoryDocument.self).attempts.map(\.verdict).sorted() == [
                    "failed", "passed",
                ])
        }

        @Test("The same source again is no new attempt; test is none at all")
        func repeated() throws {
            let workspace = try learner.workspace(starting: "four-steps")
            let first = try learner.sil("submit", "four-steps", "--json", in: workspace)
            let again = try learner.sil("submit", "four-steps", "--json", in: workspace)
            let repeated = try again.document(VerdictDocument.self)
            #expect(try repeated.attempt == first.document(VerdictDocument.self).attempt)
            #expect(repeated.repeated == true && again.status == 1)
            #expect(try learner.sil("test", "four-steps", "--json", in: workspace).status == 1)
            #expect(try Store(at: learner.store).attempts(of: "four-steps").count == 1)
        }

        @Test("swift build works in the workspace, also after a second start")
        func swiftBuild() throws {
            let workspace = try learner.workspace(starting: "four-steps")
            let first = try learner.shell("swift build", in: workspace)
            #expect(first.status == 0, "\(first.stdout)\(first.stderr)")
            #expect(try learner.sil("start", "exit-status", in: workspace).status == 0)
            let second = try learner.shell("swift build", in: workspace)
            #expect(second.status == 0, "\(second.stdout)\(second.stderr)")
            #expect(second.stdout.contains("ExitStatus") || second.stderr.contains("ExitStatus"))
        }

        @Test("The workspace holds no grader, solution or mutant")
        func nothingHidden() throws {
            let workspace = try learner.workspace(starting: "four-steps", "exit-status", "crash-isolation")
            let files = try #require(FileManager.default.enumerator(atPath: workspace.path))
            let hidden = files.map { "\($0)" }.filter {
                $0.contains(#/Grader(?!Kit)|Solutions|Mutants|XCTest/#)
            }
            #expect(hidden == [])
        }

        @Test("start and init never overwrite; reset keeps the old files")
        func keepsEdits() throws {
            let workspace = try learner.workspace(starting: "four-steps")
            let folder = workspace.appending(path: "Sources/FourSteps")
            let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder.path).first)
            let file = folder.appending(path: name)
            let mine = "// 내가 쓴 줄\n" + (try String(contentsOf: file, encoding: .utf8))
            try mine.write(to: file, atomically: true, encoding: .utf8)

            _ = try learner.sil("start", "four-steps", in: workspace)
            _ = try learner.sil("init", "w")
            #expect(try String(contentsOf: file, encoding: .utf8) == mine)

            let reset = try learner.sil("reset", "four-steps", in: workspace)
            #expect(reset.status == 0)
            #expect(try String(contentsOf: file, encoding: .utf8) != mine)
            let everything = try #require(FileManager.default.enumerator(atPath: workspace.path))
            let kept = everything.contains { path in
                (try? String(contentsOf: workspace.appending(path: "\(path)"), encoding: .utf8)) == mine
            }
            #expect(kept, "the old text is somewhere in the workspace")
        }

        @Test(
            "A hint taken, doctor, next and status answer",
            arguments: [["hint", "four-steps"], ["doctor"], ["next"], ["status"]])
        func answers(arguments: [String]) throws {
            let workspace = try learner.workspace(starting: "four-steps")
            let result = try learner.sil(arguments, in: workspace)
            #expect(result.status == 0, "\(result.stderr)")
            #expect(result.stdout.contains(#/[가-힣]/#))
            let json = try learner.sil(arguments + ["--json"], in: workspace)
            #expect(try JSONSerialization.jsonObject(with: json.output) is [String: Any])
        }
    }
}
