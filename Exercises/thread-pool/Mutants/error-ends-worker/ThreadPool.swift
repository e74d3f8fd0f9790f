import Foundation
import ServerKit

final class ThreadPool: @unchecked Sendable {
    typealias Job = @Sendable () throws -> Void

    private let condition = NSCondition()
    private var waiting: [Job] = []
    private var workers: [RunningThread] = []
    private var isClosed = false
    private var haveEnded = false

    init(size: Int) {
        workers = (0..<size).map { _ in try! startThread { self.work() } }
    }

    func submit(_ job: @escaping Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { return false }
        waiting.append(job)
        condition.signal()
        return true
    }

    func shutdown() {
        condition.lock()
        if isClosed {
            while !haveEnded { condition.wait() }
            condition.unlock()
            return
        }
        isClosed = true
        condition.broadcast()
        condition.unlock()

        workers.forEach { $0.join() }

        condition.lock()
        haveEnded = true
        condition.broadcast()
        condition.unlock()
    }

    private func work() {
        do {
            while let job = next() { try job() }
        } catch {
            // 오류가 났으니 여기서 그만둠.
        }
    }

    /// nil이면 닫혔고 남은 작업도 없는 것임.
    private func next() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !isClosed { condition.wait() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }
}
