// uses: · mode 6 · -Onone
import Foundation

@MainActor final class Screen {
    static let shared = Screen()
    private(set) var lines: [String] = []
    func show(_ line: String) { lines.append(line) }
}
@MainActor var visits = 0
let started = Date()
let table: [String: Int] = ["가": 1, "나": 2]
enum Config {
    static let port = 8080; static let names = (1...3).map { "w\($0)" };
    static nonisolated(unsafe) var debug = false
}

func visit() async -> Int {
    await MainActor.run {
        visits += 1
        Screen.shared.show("방문 \(visits)")
        return visits
    }
}
func elapsed() -> Duration {
    let clock = ContinuousClock()
    let spent = clock.measure { _ = (0..<1000).reduce(0, +) }
    return spent + .milliseconds(Int(started.timeIntervalSinceNow * -1000))
}
func scheduled() { let timer = Timer(timeInterval: 1, repeats: false) { _ in }; timer.invalidate() }
