import Course
import Foundation
import Verdicts

/// Turns what the host reported into test results, one for each test of the expected list.
struct Judge: Sendable {
    let exercise: Exercise
    let tests: [TestCase]
    /// Learner's file names by the names they were compiled under.
    let names: [String: String]

    /// A line of the learner's.
    struct Place: Hashable, Sendable {
        let file: String
        let line: Int
    }

    /// - Parameters:
    ///   - places: where the threads of a crashed or deadlocked test stood, by test index: for each of them its lines,
    ///     innermost first, in the order of ``stacks(of:)``. A thread with no known line has none.
    ///   - explored: what the tests explored, by test index.
    func results(
        of report: HostSession.Report, places: [Int: [[Place]]], explored: [Int: [JudgedScenario]] = [:]
    ) -> [TestResult] {
        tests.enumerated().map { index, test in
            let note = exercise.tests[test.name] ?? Exercise.TestNote()
            var result = TestResult(
                name: test.name, title: note.title ?? test.title ?? test.name, status: .notRun,
                read: note.read,
                weight: note.weight)
            if let record = report.results[index] {
                fill(&result, from: record, places: places[index] ?? [])
                Self.judge(&result, by: explored[index] ?? [])
            } else if report.started.contains(index), report.filledDisk {
                result.status = .crashed
                result.message = Wording.diskFull
                result.seconds = report.wallSeconds
            } else if report.started.contains(index) {
                result.status = .timedOut
                result.message = Wording.timedOut(seconds: exercise.limits.seconds)
                result.seconds = report.wallSeconds
            } else {
                result.message = Wording.notRun
            }
            return seen(result, as: note.show)
        }
    }

    /// What was found, in the order of the tests, as far as the instructor lets a learner see of each.
    func findings(in explored: [Int: [JudgedScenario]]) -> [Finding] {
        tests.indices.flatMap { index -> [Finding] in
            let note = exercise.tests[tests[index].name] ?? Exercise.TestNote()
            guard note.show == .message else { return [] }
            return (explored[index] ?? []).flatMap(\.findings)
        }
    }

    /// The stacks that a `result` tells of, innermost first: one of a crash, one of each waiting thread of a deadlock. Each
    /// is a list of offsets into the learner's library, to be looked up in its line table.
    static func stacks(of record: Record) -> [[UInt64]] {
        let frames = record.all("frame").compactMap { UInt64($0, radix: 16) }
        let waiting = record.all("waiting").map {
            $0.split(separator: " ").compactMap { UInt64($0, radix: 16) }
        }
        return (frames.isEmpty ? [] : [frames]) + waiting
    }

    private func fill(_ result: inout TestResult, from record: Record, places: [[Place]]) {
        result.seconds = record["seconds"].flatMap { Double($0) } ?? 0
        let output =
            record["output"].map { Wording.renamed(Wording.withoutStackTrace($0), names: names) } ?? ""
        let isCut = record["output_cut"] == "true"
        if !output.isEmpty {
            result.output = isCut ? output + "\n" + Wording.outputCut(kb: exercise.limits.outputKB) : output
        }
        let failures = Self.failures(of: record)
        // Only these words are a pass or a known end; anything else is not.
        switch record["status"].flatMap(TestStatus.init(rawValue:)) {
        case .passed where failures.isEmpty: result.status = .passed
        case .failed, .passed:
            result.status = .failed
            let told = failures.filter { !JudgedScenario.isPlaceholder($0) }
            result.message = told.isEmpty ? Wording.failed : Wording.failures(told)
        case .timedOut:
            result.status = .timedOut
            result.message = Wording.timedOut(seconds: exercise.limits.seconds)
        case .outOfMemory:
            result.status = .outOfMemory
            result.message = Wording.outOfMemory(mb: exercise.limits.memoryMB)
        case .outputLimit:
            result.status = .outputLimit
            result.message = Wording.outputLimit(kb: exercise.limits.outputKB)
        case .deadlocked:
            result.status = .deadlocked
            result.message = Wording.deadlock(
                blocked: record["blocked"].flatMap { Int($0) } ?? 0, places: places.compactMap(\.first))
        default:
            result.status = .crashed
            result.message = Wording.crash(
                signal: record["signal"].flatMap { Int32($0) },
                exitCode: record["exit_code"].flatMap { Int32($0) },
                isForged: record["forged"] == "true", output: output, place: places.first?.first)
        }
    }

    private static func failures(of record: Record) -> [String] {
        record.all("failure").map { $0.drop { $0 != " " }.dropFirst() }.map(String.init)
    }

    /// What the tests explored, by test index.
    static func explored(in report: HostSession.Report) -> [Int: [ExploredScenario]] {
        report.results.mapValues(ExploredScenario.all).filter { !$0.value.isEmpty }
    }

    /// Why scenarios could not be run on this machine, in the host's words; nil where they could.
    static func explorerFault(in report: HostSession.Report) -> String? {
        report.results.values.lazy.flatMap(failures).first { $0.hasPrefix("explore: ") }
    }

    /// What exploring a test showed is part of how it ended, whatever its process says of itself.
    private static func judge(_ result: inout TestResult, by scenarios: [JudgedScenario]) {
        result.scenarios = scenarios.map(\.result)
        guard [.passed, .failed].contains(result.status),
            let worst = scenarios.compactMap(\.flaw).min(by: { $0.rank < $1.rank })
        else { return }
        let hasWords = result.status == .failed && result.message != Wording.failed
        result.status = worst.status
        if !hasWords { result.message = worst.words }
    }

    /// What the instructor lets a learner see of a test.
    private func seen(_ result: TestResult, as show: Exercise.TestNote.Show) -> TestResult {
        var result = result
        switch show {
        case .message: break
        case .name:
            result.scenarios = []
            result.output = nil
            result.message = result.status == .passed ? nil : Wording.hidden(result.status)
        case .silent:
            result.title = Wording.silentTitle
            result.scenarios = []
            result.output = nil
            result.message = nil
            result.read = nil
        }
        return result
    }
}
