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
        case .ended: clear()
        }
    }

    func show(_ preparation: Grader.Preparation) {
        switch preparation {
        case .moduleCache: tell("채점 준비: 자주 쓰는 모듈을 컴파일함 (처음 한 번, 1초쯤)")
        case .grader: break
        }
    }

    func show(_ progress: Explorer.Progress) {
        switch progress {
        case .runtime(.waiting): tell("다른 sil이 탐색 준비를 마치기를 기다림")
        case .runtime(.began): tell("탐색 준비: 탐색기를 이 컴파일러로 만듦 (처음 한 번, 몇 초)")
        case .runtime(.step(let done, let total)):
            guard isTerminal, total > 0 else { return }
            put("\r탐색 준비 \(min(done, total) * 100 / total) %")
        case .moduleCache: tell("탐색 준비: 자주 쓰는 모듈을 컴파일함 (처음 한 번, 3초쯤)")
        case .compiling: break
        case .exploring(let schedules, let limited):
            guard isTerminal else { return }
            // Whoever waits for a program that is too long should know before the end.
            let cut = limited == 0 ? "" : " (\(limited)개는 너무 길어 끝까지 보지 못함)"
            put("\r실행 순서 \(schedules)개를 봄" + cut)
        case .runtime(.ended): clear()
        }
    }

    /// Takes a line that counts up off the screen.
    func clear() { if isTerminal { put("\r\u{1B}[K") } }

    private func tell(_ text: String) { put(text + "\n") }

    private func put(_ text: String) {
        // Progress that nobody can read is no reason to stop.
        try? Output.write(text, to: STDERR_FILENO)
    }
}
