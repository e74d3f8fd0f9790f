import Foundation
import Testing
import Yams

extension EndToEnd {
    /// The course's own exercises: a grader that lets a mutant through, or blames it for the wrong reason, is a fault.
    @Suite("연습: 풀이는 통과하고 오답은 걸림")
    struct CourseContent {
        struct Submission: CustomTestStringConvertible, Sendable {
            var exercise: String
            var folder: String
            var testDescription: String { "\(exercise)/\(folder)" }
        }

        private struct Manifest: Decodable {
            struct Reject: Decodable {
                var tests: [String]
            }
            var rejects: [String: Reject]
        }

        static let solutions = submissions(in: "Solutions")
        static let mutants = submissions(in: "Mutants")

        private static func submissions(in kind: String) -> [Submission] {
            Checkout.exercises.flatMap { exercise in
                let folder = Checkout.root.appending(path: "Exercises/\(exercise)/\(kind)").path
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                return names.sorted().map { Submission(exercise: exercise, folder: "\(kind)/\($0)") }
            }
        }

        private func submit(_ submission: Submission) throws -> SilProcess.Result {
            let files = try Checkout.files(of: submission.exercise, in: submission.folder)
            return try Learner().sil(
                ["submit", submission.exercise, "--file"] + files + [
                    "--course", Checkout.root.path, "--json",
                ])
        }

        @Test("The first chapter's three exercises are whole: two solutions, three mutants at least")
        func whole() throws {
            for slug in ["four-steps", "exit-status", "crash-isolation"] {
                #expect(Self.solutions.filter { $0.exercise == slug }.count >= 2, "\(slug)")
                #expect(Self.mutants.filter { $0.exercise == slug }.count >= 3, "\(slug)")
            }
        }

        @Test("Every solution passes", arguments: solutions)
        func passes(solution: Submission) throws {
            let result = try submit(solution)
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict == "passed" && result.status == 0)
            #expect(verdict.notPassed == [] && !verdict.tests.isEmpty)
            #expect(verdict.score == verdict.maxScore)
        }

        @Test("Every mutant is rejected, by exactly the tests named for it", arguments: mutants)
        func rejected(mutant: Submission) throws {
            let file = Checkout.root.appending(path: "Exercises/\(mutant.exercise)/exercise.yml")
            let manifest = try YAMLDecoder().decode(
                Manifest.self, from: String(contentsOf: file, encoding: .utf8))
            let name = URL(filePath: mutant.folder).lastPathComponent
            let expected = try #require(manifest.rejects[name], "exercise.yml does not speak of \(name)")
            let result = try submit(mutant)
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict != "passed" && result.status == 1)
            #expect(verdict.notPassed == Set(expected.tests))
        }

        @Test("Every starter compiles and does not pass", arguments: Checkout.exercises)
        func starter(exercise: String) throws {
            let result = try submit(Submission(exercise: exercise, folder: "Starter"))
            let verdict = try result.document(VerdictDocument.self)
            #expect(result.status == 1 && verdict.verdict != "compile_error" && verdict.verdict != "passed")
        }
    }
}
