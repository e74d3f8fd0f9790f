import Course
import Grading

/// What a survey of changes says of an exercise, as faults.
struct MutationReport {
    let exercise: Exercise
    let survey: MutationSurvey
    /// Percent; nil where the course requires nothing.
    let required: Double?

    private var manifest: String { "Exercises/\(exercise.slug)/exercise.yml" }

    var faults: [Fault] {
        [belowRequired].compactMap { $0 } + survivors + declarations + unmeasured
    }

    // MARK: The score

    private var belowRequired: Fault? {
        let score = survey.score
        guard let required, let percent = score.percent, percent < required else { return nil }
        return Fault(
            file: manifest, rule: "mutation-score",
            message:
                "시험이 약함: 풀이의 변이 \(score.counted)개 가운데 \(score.killed)개를 잡음 "
                + "(\(Self.text(percent)) %, 이 과정의 기준 \(Self.text(required)) %)",
            fix: "아래의 놓친 변경을 떨어뜨리는 시험을 넣으세요. 같은 프로그램이 되는 변경은 equivalents에 까닭과 함께 적으세요.")
    }

    /// Rounded down: a score just below what is required does not look like it.
    private static func text(_ percent: Double) -> String {
        let tenths = Int(percent * 10)
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private var survivors: [Fault] {
        survey.results.filter { $0.fate == .survived }.map { result in
            Fault(
                file: "Exercises/\(exercise.slug)/Solutions/\(result.solution)/\(result.mutant.file)",
                line: result.mutant.line, column: result.mutant.column, rule: "surviving-mutant",
                message: (["놓친 변경: \(MutationWords.told(result.mutant.kind)). 시험을 모두 통과함"]
                    + result.change.lines).joined(separator: "\n"),
                fix: "이 실수를 떨어뜨리는 시험을 넣으세요. 같은 프로그램이면 exercise.yml의 equivalents에 operator "
                    + "`\(result.mutant.kind)`와 까닭을 적으세요.",
                gravity: .notice)
        }
    }

    // MARK: What the author declared

    private var declarations: [Fault] {
        exercise.equivalents.compactMap { declared in
            guard MutationWords.isKnown(declared.change) else {
                return fault(
                    declared, "unknown-operator", "`\(declared.change)`: 그런 변경이 없음",
                    fix: "Docs/mutation.md의 이름을 쓰세요.")
            }
            // What could not be measured says nothing of what is declared about it.
            if let solution = declared.solution, survey.unmeasured[solution] != nil { return nil }
            guard survey.unmeasured.isEmpty || declared.solution != nil else { return nil }
            let meant = survey.results.filter { declared.covers($0) }
            guard !meant.isEmpty else {
                return fault(
                    declared, "stale-equivalent", "`\(declared.code)`에 `\(declared.change)`인 변경이 없음",
                    fix: "풀이가 바뀌었으면 이 줄을 고치거나 지우세요.")
            }
            for result in meant {
                guard case .killed(let test) = result.fate else { continue }
                return fault(
                    declared, "false-equivalent",
                    (["같은 프로그램이라고 적었지만 \(test) 시험이 떨어뜨림"] + result.change.lines).joined(separator: "\n"),
                    fix: "이 줄을 지우거나 `becomes`로 좁히세요.")
            }
            return nil
        }
    }

    private func fault(
        _ declared: Exercise.Equivalent, _ rule: String, _ message: String, fix: String
    ) -> Fault {
        Fault(file: manifest, line: declared.line, rule: rule, message: "equivalents: " + message, fix: fix)
    }

    // MARK: What is not known

    private var unmeasured: [Fault] {
        var faults = survey.unmeasured.sorted { $0.key < $1.key }.map { solution, reason in
            switch reason {
            case .doesNotPass:
                notice("풀이 \(solution): 그대로도 통과하지 못해 변이를 재지 않음", fix: "먼저 풀이가 통과하게 하세요.")
            case .noSyntaxTool:
                notice("풀이 \(solution): 변이를 만들지 못해 재지 않음", fix: "SwiftSyntax가 든 툴체인으로 다시 하세요.")
            }
        }
        if survey.omitted > 0 {
            faults.append(
                notice("변이가 너무 많아 \(survey.omitted)개를 뺌", fix: "풀이를 줄이거나 파일을 나누세요."))
        }
        let broken = survey.results.compactMap { result -> String? in
            guard case .broken(let reason) = result.fate else { return nil }
            return
                "\(result.solution)/\(result.mutant.file):\(result.mutant.line) \(result.mutant.kind): \(reason)"
        }
        if !broken.isEmpty {
            faults.append(
                notice(
                    (["변이 \(broken.count)개는 채점하지 못함"] + broken.prefix(5)).joined(separator: "\n"),
                    fix: "다시 해 보고, 그래도 그러면 채점기를 살펴보세요."))
        }
        return faults
    }

    private func notice(_ message: String, fix: String) -> Fault {
        Fault(file: manifest, rule: "mutation-unmeasured", message: message, fix: fix, gravity: .notice)
    }
}
