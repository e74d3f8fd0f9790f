import Glibc
import Grading

/// Tells on stderr of work that is done once and takes seconds: on a terminal a line that counts up, elsewhere one line
/// a step.
struct PreparationLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ progress: RuntimeBuild.Progress) {
        switch progress {
        case .waiting: tell("다른 sil이 채점 준비를 마치기를 기다림")
        case .began: tell("채점 준비: 이 Swift에 맞는 Runtime을 만듦 (처음 한 번, 30초쯤)")
        case .step(let done, let total):
            guard isTerminal, total > 0 else { return }
            put("\r채점 준비 \(min(done, total) * 100 / total) %")
        case .ended: if isTerminal { put("\r\u{1B}[K") }
        }
    }

    func show(_ preparation: Grader.Preparation) {
        switch preparation {
        case .moduleCache: tell("채점 준비: 자주 쓰는 모듈을 컴파일함 (처음 한 번, 1초쯤)")
        case .grader: break
        }
    }

    private func tell(_ text: String) { put(text + "\n") }

    private func put(_ text: String) {
        // Progress that nobody can read is no reason to stop.
        try? Output.write(text, to: STDERR_FILENO)
    }
}
