import Course
import Grading
import Verdicts

/// One solution and its mutants before the grader.
struct MutatedSolution: Sendable {
    private let folder: ExerciseFolder
    private let name: String
    private let files: [Submission.File]

    private var exercise: Exercise { folder.exercise }

    enum Outcome: Sendable {
        case measured([MutantResult], omitted: Int)
        case unmeasured(MutationSurvey.Unmeasured)
    }

    init(_ solution: ExerciseFolder.Work, of folder: ExerciseFolder) {
        self.folder = folder
        name = solution.name
        files = solution.files
    }

    func results(on bench: Workbench) async throws -> Outcome {
        guard let haste = try await haste(on: bench) else { return .unmeasured(.doesNotPass) }
        guard let mutants = try await mutants(on: bench) else { return .unmeasured(.noSyntaxTool) }
        // Each is a piece of work of its own: the bench does as many at once as it may.
        let results = try await withThrowingTaskGroup(of: (Int, MutantResult?).self) { group in
            for (index, mutant) in mutants.all.enumerated() {
                group.addTask { (index, try await result(of: mutant, haste, on: bench)) }
            }
            var results: [Int: MutantResult] = [:]
            for try await (index, result) in group { results[index] = result }
            return results.sorted { $0.key < $1.key }.map(\.value)
        }
        return .measured(results, omitted: mutants.omitted)
    }

    // MARK: The solution as it is

    /// How long the changed programs may take: by the usual rule (Coles et al. 2016) some seconds and a multiple of what
    /// the right one takes, never more than a learner is given. nil when the solution itself does not pass.
    private func haste(on bench: Workbench) async throws -> Haste? {
        let (exercise, files, instruments) = (exercise, files, bench.instruments)
        let course = bench.course.id
        let baseline = try await bench.remembered(
            key("mutation baseline 1", files, on: bench), as: Baseline.self, isWaiting: folder.mostlyWaits
        ) {
            let verdict = try await instruments.grader.grade(
                Submission(of: exercise, files: files), course: course)
            return Baseline(
                passes: verdict.outcome == .passed, seconds: verdict.timing.run,
                // What is quickly asked comes first.
                tests: verdict.tests.sorted { $0.seconds < $1.seconds }.map(\.name))
        }
        guard baseline.passes else { return nil }
        return Haste(
            seconds: min(exercise.limits.seconds, Self.grace + Self.patience * baseline.seconds),
            first: baseline.tests)
    }

    /// Seconds that every program has.
    private static let grace = 5.0
    /// How much longer than the right one a changed program may take.
    private static let patience = 4.0

    private struct Baseline: Codable, Sendable {
        var passes: Bool
        var seconds: Double
        var tests: [String]
    }

    private func mutants(on bench: Workbench) async throws -> Mutants? {
        let (files, instruments) = (files, bench.instruments)
        return try await bench.remembered(key("mutants 1", files, on: bench), as: Mutants?.self) {
            await instruments.mutants(of: files)
        }
    }

    // MARK: One change

    private func result(
        of mutant: Mutant, _ haste: Haste, on bench: Workbench
    ) async throws -> MutantResult? {
        guard let changed = mutant.applied(to: files),
            let old = files.first(where: { $0.name == mutant.file }),
            let new = changed.first(where: { $0.name == mutant.file })
        else { return nil }
        var result = MutantResult(
            solution: name, mutant: mutant, code: line(mutant.line, of: old),
            change: LineChange(from: old.bytes, to: new.bytes))
        result.fate = MutantResult.Fate(try await verdict(on: changed, haste, on: bench))
        guard result.fate == .survived else { return result }
        if exercise.equivalents.contains(where: { $0.covers(result) }) {
            result.fate = .equivalent(.declared)
        } else if try await isSame(changed, on: bench) {
            result.fate = .equivalent(.compiled)
        }
        return result
    }

    private func verdict(
        on changed: [Submission.File], _ haste: Haste, on bench: Workbench
    ) async throws -> QuickVerdict {
        let (exercise, instruments, course) = (exercise, bench.instruments, bench.course.id)
        let key = try key("changed program 1", changed, on: bench)
        return try await bench.remembered(key, as: QuickVerdict.self, isWaiting: folder.mostlyWaits) {
            try await instruments.grader.quickVerdict(
                Submission(of: exercise, files: changed), course: course, haste: haste)
        }
    }

    private func isSame(_ changed: [Submission.File], on bench: Workbench) async throws -> Bool {
        let (exercise, files, instruments) = (exercise, files, bench.instruments)
        var key = WorkKey("same program 1")
        key.add("\(exercise.module) \(exercise.languageMode)")
        for file in files + changed {
            key.add(file.name)
            key.add(bytes: file.bytes)
        }
        return try await bench.remembered(key, as: Bool.self) {
            try await instruments.isSameProgram(files, changed, of: exercise)
        }
    }

    private func line(_ number: Int, of file: Submission.File) -> String {
        let lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(number - 1) else { return "" }
        return LineChange.trimmed(String(decoding: lines[number - 1], as: UTF8.self))
    }

    private func key(_ kind: String, _ files: [Submission.File], on bench: Workbench) throws -> WorkKey {
        try folder.key(kind, grading: files, by: bench.instruments.grader)
    }
}

extension MutantResult.Fate {
    init(_ verdict: QuickVerdict) {
        self =
            switch verdict {
            case .survived: .survived
            case .killed(let test, _): .killed(test: test)
            case .timedOut(let test): .timedOut(test: test)
            case .doesNotCompile, .refused: .impossible
            case .broken(let reason): .broken(reason: reason)
            }
    }
}

extension Exercise.Equivalent {
    /// Whether the author means this change.
    func covers(_ result: MutantResult) -> Bool {
        guard result.mutant.kind == change, solution ?? result.solution == result.solution,
            result.code == code
        else { return false }
        return becomes.map { result.change.after.contains($0) } ?? true
    }
}
