public import Course
import Grading

/// Changes each solution of an exercise a little, in all ways that Docs/mutation.md names, and asks the grader whether any
/// test notices. What none notices is a mistake that a learner could hand in and be told that it is right.
public struct MutationCheck: Check {
    let exercise: Exercise

    public init(of exercise: Exercise) { self.exercise = exercise }

    public func findings(on bench: Workbench) async throws -> Findings {
        let survey = try await survey(on: bench)
        let report = MutationReport(
            exercise: exercise, survey: survey, required: bench.course.mutationScore)
        var tally = Tally()
        tally.mutations = survey.score.counted
        tally.mutationsCaught = survey.score.killed
        return Findings(report.faults, tally: tally)
    }

    /// What became of all changes.
    public func survey(on bench: Workbench) async throws -> MutationSurvey {
        var survey = MutationSurvey()
        let folder = ExerciseFolder(exercise, of: bench.course)
        for solution in folder.solutions where !solution.files.isEmpty {
            survey.add(
                try await MutatedSolution(solution, of: folder).results(on: bench), of: solution.name)
        }
        return survey
    }
}

/// What became of all automatic changes of an exercise's solutions.
public struct MutationSurvey: Sendable, Equatable {
    public var results: [MutantResult] = []
    /// Solutions that were not changed, and why: they do not pass as they are, or cannot be read by `sil-syntax`.
    public var unmeasured: [String: Unmeasured] = [:]
    /// Changes that were more than could be told.
    public var omitted = 0

    public enum Unmeasured: Sendable, Equatable {
        case doesNotPass
        case noSyntaxTool
    }

    public var score: MutationScore { MutationScore(results) }

    mutating func add(_ outcome: MutatedSolution.Outcome, of solution: String) {
        switch outcome {
        case .measured(let results, let omitted):
            self.results += results
            self.omitted += omitted
        case .unmeasured(let reason): unmeasured[solution] = reason
        }
    }
}
