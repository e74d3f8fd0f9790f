import Course
import Grading
import Verdicts

/// One work of an exercise, handed in as a learner would, and run again as often as asked.
struct Trial: Sendable {
    let folder: ExerciseFolder
    let work: ExerciseFolder.Work
    var again: [Rerun] = []
    /// Whether its author says that it runs until the time limit.
    var timesOut = false

    /// The first verdict, and one for each rerun.
    ///
    /// - Parameter isSound: whether they are what they should be. Only such are remembered: a fault is never told from
    ///   memory.
    func verdicts(
        on bench: Workbench, soundIf isSound: @escaping @Sendable ([Verdict]) -> Bool
    ) async throws -> [Verdict] {
        let (exercise, course) = (folder.exercise, folder.course.id)
        let grader = bench.instruments.grader
        var key = WorkKey("trial 1")
        key.add(try grader.fingerprint(of: exercise))
        key.add(course)
        // A grader is staged and judged by what the starter and the first solution declare.
        for work in [folder.starter] + folder.solutions.prefix(1) + [work] {
            key.add("\(work.files.count)")
            for file in work.files {
                key.add(file.name)
                key.add(bytes: file.bytes)
            }
        }
        for rerun in again { key.add(Self.words(of: rerun)) }
        let submission = Submission(of: exercise, files: work.files)
        let reruns = again
        let isWaiting = timesOut || folder.mostlyWaits
        return try await bench.remembered(key, keeping: isSound, isWaiting: isWaiting) {
            try await grader.verdicts(of: submission, course: course, again: reruns)
        }
    }

    private static func words(of rerun: Rerun) -> String {
        let limits = rerun.limits.map {
            "\($0.seconds) \($0.memoryMB) \($0.processes) \($0.outputKB)"
        }
        return "\(rerun.seed.map(String.init) ?? "-") \(limits ?? "-")"
    }
}

extension Verdict {
    /// Tests that did not pass, in their order.
    var notPassed: [TestResult] { tests.filter { $0.status != .passed } }

    /// The first error of the compiler, or why there was nothing to run.
    var objection: String {
        if let error = diagnostics.first(where: { $0.severity == .error }) {
            let place = [error.file, error.line.map(String.init)].compactMap(\.self).joined(separator: ":")
            return place.isEmpty ? error.message : "\(place) \(error.message)"
        }
        return reason ?? outcome.rawValue
    }
}

extension TestResult {
    /// `HitCounterTests.testReader  failed  기대 2 · 실제 1`, in one line.
    var evidence: String {
        let words = message?.split(separator: "\n").joined(separator: " · ") ?? ""
        return [name, status.rawValue, words].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
