import Course
import Grading
import Verdicts

/// The starter does not pass, solutions do, each mutant is stopped by the tests named for it; and all of it again and again
/// with one outcome.
struct ExerciseTrials: Check {
    let folder: ExerciseFolder

    private static let graderError = "grader-error"

    private var exercise: Exercise { folder.exercise }

    func findings(on bench: Workbench) async throws -> Findings {
        guard !folder.grader.isEmpty else { return Findings() }
        let faults = try await withThrowingTaskGroup(of: [Fault].self) { group in
            group.addTask { try await starter(on: bench) }
            group.addTask { try await survey(on: bench) }
            for work in folder.solutions where !work.files.isEmpty {
                group.addTask { try await solution(work, on: bench) }
            }
            for work in folder.mutants where !work.files.isEmpty {
                group.addTask { try await mutant(work, on: bench) }
            }
            return try await group.reduce([], +)
        }
        var told = faults.unique
        if let index = told.firstIndex(where: { $0.rule == Self.graderError }),
            let words = try await GraderFaults(folder: folder).failure(on: bench)
        {
            told[index].message = "채점기가 컴파일되지 않음\n" + words
        }
        var tally = Tally()
        tally.exercises = 1
        tally.solutions = folder.solutions.count
        tally.mutants = folder.mutants.count
        return Findings(told, tally: tally)
    }

    // MARK: Starter

    private func starter(on bench: Workbench) async throws -> [Fault] {
        guard !folder.starter.files.isEmpty else { return [] }
        let ends: [Outcome] = [.failed, .crashed, .deadlocked, .outOfMemory, .outputLimit]
        let verdict = try await Trial(folder: folder, work: folder.starter)
            .verdicts(on: bench) { ends.contains($0[0].outcome) }[0]
        let path = "\(folder.path)/Starter"
        switch verdict.outcome {
        case .graderError: return [graderError(verdict)]
        case .passed:
            return [
                Fault(
                    file: path, rule: "starter-passes", message: "처음 받는 파일이 그대로 통과함: 풀 것이 없음",
                    fix: "풀어야 할 곳을 비우거나, 그것을 보는 시험을 넣으세요.")
            ]
        case .compileError, .invalidSubmission, .forbidden, .tampered:
            return [
                objection(
                    to: verdict, in: path, rule: "starter-compile", "처음 받는 파일이 채점되지 않음",
                    fix: "컴파일되고 규칙을 지키게 하세요. 채점기가 쓰는 이름은 모두 있어야 함.")
            ]
        case .timedOut:
            return [
                Fault(
                    file: path, rule: "starter-hangs",
                    message: "처음 받는 파일이 제한 시간까지 안 끝남\n" + evidence(verdict),
                    fix: "기다리지 않고 틀린 값을 돌려주게 하세요.")
            ]
        default: return []
        }
    }

    // MARK: Solutions

    private func solution(_ work: ExerciseFolder.Work, on bench: Workbench) async throws -> [Fault] {
        let reruns = (1..<bench.runsOfSolutions).map {
            Rerun(seed: exercise.kind == .explore ? UInt64($0) + 1 : nil)
        }
        // The last with a third of the limits: mostly that is all there is to ask of them, and needs no other compile.
        let all = try await Trial(
            folder: folder, work: work, again: reruns + [Rerun(limits: exercise.limits.third)]
        )
        .verdicts(on: bench) { $0.allSatisfy { $0.outcome == .passed } }
        let verdicts = Array(all.prefix(bench.runsOfSolutions))
        let path = "\(folder.path)/\(work.folder)"
        let first = verdicts[0]
        switch first.outcome {
        case .passed: break
        case .graderError: return [graderError(first)]
        case .compileError, .invalidSubmission:
            return [
                objection(
                    to: first, in: path, rule: "solution-compile", "풀이가 컴파일되지 않음",
                    fix: "풀이를 고치세요. 채점기와 안 맞으면 채점기가 쓰는 이름을 줄이세요.")
            ]
        case .forbidden, .tampered:
            return [
                objection(
                    to: first, in: path, rule: "solution-forbidden", "풀이가 규칙에 걸림",
                    fix: "풀이를 고치거나 exercise.yml의 `rules`, `uses`를 고치세요.")
            ]
        default:
            guard let other = verdicts.dropFirst().first(where: { $0.outcome == .passed }) else {
                return [
                    Fault(
                        file: path, rule: "solution-fails", message: "풀이가 통과하지 못함\n" + evidence(first),
                        fix: "풀이를 고치세요. 풀이가 맞으면 시험이 틀린 것임.")
                ]
            }
            return [unstable(verdicts, against: other, path)]
        }
        if verdicts.contains(where: { $0.outcome != .passed }) {
            return [unstable(verdicts, against: first, path)]
        }
        return all.last?.outcome == .passed ? [] : try await limits(work, on: bench)
    }

    private func unstable(_ verdicts: [Verdict], against passed: Verdict, _ path: String) -> Fault {
        let odd = verdicts.filter { $0.outcome != .passed }
        let how = exercise.kind == .explore ? "씨앗을 바꿔 가며 " : ""
        return Fault(
            file: path, rule: "unstable",
            message: "\(how)\(verdicts.count)번 돌려 \(odd.count)번 떨어짐\n" + (odd.first.map(evidence) ?? ""),
            fix: "시간이나 순서의 운에 기대는 시험을 고치세요. 기다릴 것은 만남(Rendezvous)으로 기다리세요.")
    }

    /// A third of the limits must do, and did not once: a learner's machine is slower, and a right answer may be longer.
    private func limits(_ work: ExerciseFolder.Work, on bench: Workbench) async throws -> [Fault] {
        let third = exercise.limits.third
        // A run that was held up by the machine once is no proof; three in a row are.
        let reruns = [Rerun](repeating: Rerun(limits: third), count: 3)
        let verdicts = try await Trial(folder: folder, work: work, again: reruns)
            .verdicts(on: bench) { $0.dropFirst().contains { $0.outcome == .passed } }.dropFirst()
        guard !verdicts.contains(where: { $0.outcome == .passed }), let verdict = verdicts.last else {
            return []
        }
        let limit =
            switch verdict.outcome {
            case .outOfMemory: "memory_mb"
            case .outputLimit: "output_kb"
            case .timedOut: "seconds"
            default: "processes"
            }
        return [
            folder.fault(
                "tight-limits", at: ["limits", limit],
                "제한이 빠듯함(`\(limit)`): 3분의 1로는 못 끝내는 풀이 `\(work.name)`\n" + evidence(verdict),
                fix: "`limits`에서 늘리세요. 느린 컴퓨터에서도 맞는 답은 통과해야 함.")
        ]
    }

    // MARK: Mutants

    private func mutant(_ work: ExerciseFolder.Work, on bench: Workbench) async throws -> [Fault] {
        let path = "\(folder.path)/\(work.folder)"
        let reject = exercise.rejects.first { $0.mutant == work.name }
        let trial = Trial(folder: folder, work: work, timesOut: reject?.timesOut ?? false)
        let verdict = try await trial.verdicts(on: bench) { verdicts in
            reject.map { verdicts[0].isRejection($0) } ?? false
        }[0]
        switch verdict.outcome {
        case .graderError: return [graderError(verdict)]
        case .passed:
            return [
                folder.fault(
                    "mutant-survives", at: ["rejects", work.name], "오답이 통과함, 시험이 약함: `\(work.name)`",
                    fix: "\(reject.map { "이 오해를 잡는 시험을 넣으세요: \($0.why)" } ?? "이것을 잡는 시험을 넣으세요.")")
            ]
        case .compileError, .invalidSubmission:
            return [
                objection(
                    to: verdict, in: path, rule: "mutant-compile", "오답이 컴파일되지 않음",
                    fix: "컴파일되는 오답으로 고치세요. 컴파일러가 막는 실수는 오답이 아님.")
            ]
        case .forbidden, .tampered:
            return [
                objection(
                    to: verdict, in: path, rule: "mutant-forbidden", "오답이 시험을 받기 전에 규칙에 걸림",
                    fix: "규칙을 지키는 오답으로 고치세요. 시험이 잡는지 알 수 없음.")
            ]
        default: break
        }
        guard let reject else { return [] }
        return wrongTests(verdict, reject) + hangs(verdict, reject)
    }

    private func wrongTests(_ verdict: Verdict, _ reject: Exercise.Reject) -> [Fault] {
        let failed = verdict.notPassed.map(\.name)
        let extra = failed.filter { !reject.tests.contains($0) }
        let missed = reject.tests.filter { !failed.contains($0) }
        guard !extra.isEmpty || !missed.isEmpty else { return [] }
        let evidence =
            verdict.notPassed.filter { extra.contains($0.name) }.map { "더 걸림   \($0.evidence)" }
            + missed.map { "안 걸림   \($0)" }
        return [
            folder.fault(
                "mutant-tests", at: ["rejects", reject.mutant],
                "오답이 적힌 것과 다른 시험에서 걸림: `\(reject.mutant)`\n" + evidence.joined(separator: "\n"),
                fix: "`tests: [\(failed.joined(separator: ", "))]`가 맞으면 그렇게 고치고, 아니면 시험을 고치세요.")
        ]
    }

    private func hangs(_ verdict: Verdict, _ reject: Exercise.Reject) -> [Fault] {
        guard verdict.outcome == .timedOut, !reject.timesOut else { return [] }
        return [
            folder.fault(
                "mutant-hangs", at: ["rejects", reject.mutant],
                "오답이 제한 시간(\(Int(exercise.limits.seconds))초)까지 안 끝남: `\(reject.mutant)`\n"
                    + evidence(verdict),
                fix: "시험이 먼저 알아채게 하세요. 그럴 수 없으면 `times_out: true`를 적으세요.")
        ]
    }

    // MARK: Words

    /// What keeps a work from being tried, where the first error of the compiler or the screen stands.
    private func objection(
        to verdict: Verdict, in folder: String, rule: String, _ message: String, fix: String
    ) -> Fault {
        let error = verdict.diagnostics.first { $0.severity == .error }
        let file = error?.file.map { "\(folder)/\($0)" } ?? folder
        let words = error?.message ?? verdict.objection
        return Fault(
            file: file, line: error?.line, column: error?.column, rule: rule,
            message: "\(message): \(words)", fix: fix)
    }

    private func graderError(_ verdict: Verdict) -> Fault {
        Fault(
            file: "\(folder.path)/Grader", rule: Self.graderError, message: verdict.reason ?? "채점기가 돌지 않음",
            fix: "채점기를 고치세요. 배우는 사람은 이 연습을 풀 수 없음.")
    }

    private func evidence(_ verdict: Verdict) -> String {
        verdict.notPassed.map(\.evidence).joined(separator: "\n")
    }

    // MARK: Survey

    private func survey(on bench: Workbench) async throws -> [Fault] {
        guard folder.solutions.contains(where: { !$0.files.isEmpty }) else { return [] }
        return try await GraderFaults(folder: folder).faults(on: bench)
    }
}

extension Verdict {
    /// Whether the tests that did not pass are exactly those named, and it did not hang unless it may.
    fileprivate func isRejection(_ reject: Exercise.Reject) -> Bool {
        let failed = notPassed.map(\.name)
        return !failed.isEmpty && Set(failed) == Set(reject.tests)
            && (outcome != .timedOut || reject.timesOut)
    }
}

extension Exercise.Limits {
    /// A third of everything, at least what can be run at all.
    var third: Exercise.Limits {
        Exercise.Limits(
            seconds: max(0.1, seconds / 3), memoryMB: max(16, memoryMB / 3), processes: max(2, processes / 3),
            outputKB: max(1, outputKB / 3))
    }
}

extension [Fault] {
    /// Each once, in the order of the first.
    var unique: [Fault] {
        var seen: Set<Fault> = []
        return filter { seen.insert($0).inserted }
    }
}
