import Foundation

final class CountdownLatch: @unchecked Sendable {
    private let condition = NSCondition()
    private var remaining: Int

    init(count: Int) {
        remaining = count
    }

    func countDown() {
        condition.lock()
        defer { condition.unlock() }
        remaining -= 1
        if remaining == 0 { condition.broadcast() }
    }

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        while remaining != 0 { condition.wait() }
    }
}
