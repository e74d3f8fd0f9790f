import Course
import Sandbox
import Screening
import Verdicts

/// Verdicts that are settled without a run.
extension Verdict {
    /// Whether there was anything to object to.
    mutating func settle(objections: [Objection]) -> Bool {
        guard let first = objections.first(where: { $0.weight == .forbidden }) ?? objections.first else {
            return false
        }
        outcome = first.weight == .forbidden ? .forbidden : .tampered
        reason = first.message
        diagnostics = DiagnosticParser.shown(
            objections.map {
                Diagnostic(
                    file: $0.file, line: $0.line, column: $0.column, severity: .error, message: $0.message)
            })
        return true
    }

    mutating func settle(foreignNames names: [String]) {
        outcome = .tampered
        reason =
            "채점기가 쓰는 이름을 다른 뜻으로 바꿈: \(names.prefix(5).joined(separator: ", ")). 다른 이름을 쓰세요"
    }

    mutating func settle(compileEndedBy ending: Ending) {
        outcome = .compileError
        switch ending {
        case .wallTime, .cpuTime:
            outcome = .timedOut
            reason = "컴파일이 \(Int(Compiler.limits.cpuSeconds ?? 0))초 안에 끝나지 않음. 아주 긴 식이나 큰 리터럴을 나누세요"
        case .outOfMemory:
            outcome = .outOfMemory
            reason = "컴파일하는 데 메모리 \(Compiler.limits.memoryMB) MB를 넘게 씀"
        case .exited(let code) where code < 128:
            if !diagnostics.contains(where: { $0.severity == .error }) {
                reason = "컴파일러가 종료 코드 \(code)로 끝남. 전체 출력은 --raw"
            }
        default: reason = "컴파일러가 도중에 멈춤. 전체 출력은 --raw"
        }
    }

    /// A grader that fits the reference but not this submission: the learner's interface is what is wrong.
    mutating func settle(interfaceFaults messages: [String], exercise: Exercise) {
        outcome = .compileError
        let expected = ExpectedInterface(of: exercise).declarations(mentionedIn: messages)
        reason =
            "이 연습이 기대하는 모양과 다름. 이름과 타입을 처음 받은 대로 두세요"
            + (expected.isEmpty ? "" : "\n" + expected.map { "  " + $0 }.joined(separator: "\n"))
        diagnostics += messages.prefix(5).map {
            Diagnostic(file: nil, line: nil, column: nil, severity: .error, message: $0)
        }
    }
}
