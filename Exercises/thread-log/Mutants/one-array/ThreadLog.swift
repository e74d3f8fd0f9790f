import Synchronization

final class ThreadLog: @unchecked Sendable {
    private let lines = Mutex<[String]>([])

    init() {}

    func add(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    func merged() -> [String] {
        lines.withLock { $0 }
    }
}
