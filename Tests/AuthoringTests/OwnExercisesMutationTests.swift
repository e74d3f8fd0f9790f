import Course
import Foundation
import Grading
import Testing

@testable import Authoring

/// The exercises of this repository, solution by solution: minutes, so only with `Scripts/test --long`.
///
/// `SIL_MUTATION_EXERCISES=once,hit-counter` names some of them, `SIL_MUTATION_REPORT=FILE` gets what survived.
@Suite("변이: 이 저장소의 연습")
struct OwnExercisesMutationTests {
    private static var isWanted: Bool { ProcessInfo.processInfo.environment["SIL_TEST_LONG"] == "1" }

    @Test("연습마다 과정의 기준보다 많은 변이를 잡음", .enabled(if: isWanted))
    func scores() async throws {
        let environment = ProcessInfo.processInfo.environment
        let course = try MutatedExercise.ownCourse()
        let named = environment["SIL_MUTATION_EXERCISES"].map { $0.split(separator: ",").map(String.init) }
        let bench = Workbench(
            course: course, instruments: try MutatedExercise.instruments(), tool: "own-exercises 1", jobs: 2)
        var lines: [String] = []
        for exercise in course.exercises where named?.contains(exercise.slug) ?? true {
            let began = ContinuousClock.now
            let survey = try await MutationCheck(of: exercise).survey(on: bench)
            let score = survey.score
            lines.append(
                "\(exercise.slug) killed \(score.killed) (timed out \(score.timedOut)) survived \(score.survived)"
                    + " equivalent \(score.equivalent) impossible \(score.impossible) broken \(score.broken)"
                    + " in \(ContinuousClock.now - began)")
            for result in survey.results {
                switch result.fate {
                case .survived, .broken, .equivalent, .timedOut:
                    lines.append(
                        "  \(result.fate) \(result.solution)/\(result.mutant.file):\(result.mutant.line) "
                            + "\(result.mutant.kind)")
                    lines += result.change.lines.map { "      " + $0 }
                case .killed, .impossible: continue
                }
            }
            #expect(survey.unmeasured == [:], "\(exercise.slug)")
            #expect((score.percent ?? 0) >= course.mutationScore ?? 0, "\(exercise.slug): \(score)")
            if let file = environment["SIL_MUTATION_REPORT"] {
                try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
            }
        }
    }
}
