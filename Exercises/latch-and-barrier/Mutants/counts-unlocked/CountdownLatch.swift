import Foundation

final class CountdownLatch: @unchecked Sendable {
    private let condition = NSCondition()
    private var remaining: Int

    init(count: Int) {
        remaining = count
    }

    func countDown() {
        guard remaining > 0 else { return }
        remaining -= 1
        if remaining == 0 {
            condition.lock()
            condition.broadcast()
            condition.unlock()
        }
    }

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        while remaining > 0 { condition.wait() }
    }
}
