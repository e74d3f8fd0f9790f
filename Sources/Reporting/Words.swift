import Progress
import Text
import Verdicts

extension Outcome {
    /// The verdict in a word or two.
    var word: String {
        switch self {
        case .passed: "통과"
        case .failed: "불합격"
        case .crashed: "크래시"
        case .timedOut: "시간 초과"
        case .deadlocked: "데드락"
        case .outOfMemory: "메모리 초과"
        case .outputLimit: "출력 초과"
        case .compileError: "컴파일되지 않음"
        case .invalidSubmission: "채점할 수 없는 파일"
        case .graderError: "채점하지 못함"
        case .forbidden: "규칙에 어긋남"
        case .tampered: "채점을 건드림"
        }
    }

    var style: Style {
        switch self {
        case .passed: .color(.green)
        case .graderError, .invalidSubmission: .color(.yellow)
        default: .color(.red)
        }
    }
}

extension TestStatus {
    var word: String {
        switch self {
        case .passed: "통과"
        case .failed: "불합격"
        case .crashed: "크래시"
        case .timedOut: "시간 초과"
        case .deadlocked: "데드락"
        case .outOfMemory: "메모리 초과"
        case .outputLimit: "출력 초과"
        case .notRun: "돌지 않음"
        }
    }

    var sign: String {
        switch self {
        case .passed: "✓"
        case .notRun: "−"
        default: "✗"
        }
    }

    var style: Style {
        switch self {
        case .passed: .color(.green)
        case .notRun: .color(.yellow)
        default: .color(.red)
        }
    }
}

extension Standing.State {
    var word: String {
        switch self {
        case .new: "새것"
        case .started: "시작함"
        case .tried: "풀던 중"
        case .passed: "통과"
        }
    }

    var style: Style {
        switch self {
        case .new: .plain
        case .started, .tried: .color(.yellow)
        case .passed: .color(.green)
        }
    }
}
