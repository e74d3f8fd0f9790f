public import Course
import Foundation
public import Verdicts

/// One more run of what is compiled: under other chance, or under other limits.
public struct Rerun: Sendable, Equatable {
    /// Where sampled schedules begin; nil for the usual place.
    public var seed: UInt64?
    /// In place of the exercise's.
    public var limits: Exercise.Limits?

    public init(seed: UInt64? = nil, limits: Exercise.Limits? = nil) {
        self.seed = seed
        self.limits = limits
    }
}

/// The libraries, and the program, of one submission: what a run needs besides the host.
struct CompiledWork {
    private let folder: String
    private let names: [String]

    /// Keeps what lies in a job folder now. Hard links: nothing is copied, and what a run removes of its own stays here.
    init(in job: String, keptIn stage: Stage) throws {
        folder = try stage.folder("kept")
        names = ["learner.so", "grader.so", "program"].filter { access(job + "/" + $0, F_OK) == 0 }
        try place(from: job, into: folder)
    }

    /// Lays it into the job folder of another run.
    func place(into job: String) throws { try place(from: folder, into: job) }

    private func place(from source: String, into target: String) throws {
        for name in names where link("\(source)/\(name)", "\(target)/\(name)") != 0 {
            throw GradingError.cacheUnusable(path: "\(target)/\(name)", errno: errno)
        }
    }
}

extension Grader {
    /// Grades a submission once and runs its tests again from the same compile: a sound grader comes to one verdict.
    ///
    /// - Returns: the first verdict, and one for each rerun in order; none where the first came without a run.
    /// - Throws: as `grade(_:course:)`.
    public func verdicts(
        of submission: Submission, course: String, again reruns: [Rerun]
    ) async throws -> [Verdict] {
        let (first, again) = try await grade(submission, course: course, again: reruns)
        return [first] + again
    }

    func rerun(
        _ work: CompiledWork, _ reruns: [Rerun], _ tests: [TestCase], _ submission: Submission,
        _ files: StagedFiles, in stage: Stage, like first: Verdict
    ) async throws -> [Verdict] {
        var verdicts: [Verdict] = []
        for (index, rerun) in reruns.enumerated() {
            let job = try stage.folder("job-\(index)")
            try work.place(into: job)
            var limited = submission
            limited.exercise.limits = rerun.limits ?? submission.exercise.limits
            let host = try HostSession(
                for: limited.exercise, sandbox: sandbox, runtime: runtime, toolchain: toolchain, job: job)
            let began = ContinuousClock.now
            let report = await host.run(tests, seed: rerun.seed) { unlink(job + "/grader.so") }
            try Task.checkCancellation()
            var verdict = first
            verdict.tests = []
            verdict.findings = []
            verdict.reason = nil
            verdict.timing.run = (ContinuousClock.now - began).seconds
            try await conclude(
                report, tests: tests, submission: limited, work: files, library: job + "/learner.so",
                into: &verdict)
            verdicts.append(verdict)
            Stage(path: job).remove()
        }
        return verdicts
    }
}
