import Foundation
import Testing
import Yams

extension EndToEnd {
    /// The course's own exercises, handed in as a learner does. `sil author check` proves all of them (a step of
    /// Scripts/test); here are one of each kind, with --long all, for whoever runs this.
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
            var kind: String
            var rejects: [String: Reject]

            init(of exercise: String) throws {
                let file = Checkout.root.appending(path: "Exercises/\(exercise)/exercise.yml")
                self = try YAMLDecoder().decode(
                    Manifest.self, from: String(contentsOf: file, encoding: .utf8))
            }
        }

        /// The first exercise of each kind.
        static let exercises: [String] = {
            guard !Checkout.isLong else { return Checkout.exercises }
            var kinds: Set<String> = []
            return Checkout.exercises.filter { exercise in
                (try? Manifest(of: exercise)).map { kinds.insert($0.kind).inserted } ?? false
            }
        }()
        static let solutions = submissions(in: "Solutions")
        static let mutants = submissions(in: "Mutants")

        private static func submissions(in kind: String) -> [Submission] {
            exercises.flatMap { exercise in
                let folder = Checkout.root.appending(path: "Exercises/\(exercise)/\(kind)").path
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                return names.sorted().prefix(Checkout.isLong ? .max : 1)
                    .map { Submission(exercise: exercise, folder: "\(kind)/\($0)") }
            }
        }

        private func submit(_ submission: Submission) throws -> SilProcess.Result {
            let files = try Checkout.files(of: submission.exercise, in: submission.folder)
            return try Learner().sil(
                ["submit", submission.exercise, "--file"] + files + [
                    "--course", Checkout.root.path, "--json",
                ])
        }

        @Test("There is something of every kind to hand in")
        func kinds() throws {
            let kinds = Set(try Self.exercises.map { try Manifest(of: $0).kind })
            #expect(kinds.isSuperset(of: ["unit", "explore", "process"]))
            #expect(Self.solutions.count >= kinds.count && Self.mutants.count >= kinds.count)
        }

        @Test("A solution passes", arguments: solutions)
        func passes(solution: Submission) throws {
            let result = try submit(solution)
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict == "passed" && result.status == 0)
            #expect(verdict.notPassed == [] && !verdict.tests.isEmpty)
            #expect(verdict.score == verdict.maxScore)
        }

        @Test("A mutant is rejected, by exactly the tests named for it", arguments: mutants)
        func rejected(mutant: Submission) throws {
            let manifest = try Manifest(of: mutant.exercise)
            let name = URL(filePath: mutant.folder).lastPathComponent
            let expected = try #require(manifest.rejects[name], "exercise.yml does not speak of \(name)")
            let result = try submit(mutant)
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict != "passed" && result.status == 1)
            #expect(verdict.notPassed == Set(expected.tests))
        }

        @Test("A starter compiles and does not pass", arguments: exercises)
        func starter(exercise: String) throws {
            let result = try submit(Submission(exercise: exercise, folder: "Starter"))
            let verdict = try result.document(VerdictDocument.self)
            #expect(result.status == 1 && verdict.verdict != "compile_error" && verdict.verdict != "passed")
        }
    }
}
