import Foundation

/// 끝난 것을 셈. 기다리는 스레드는 다 찰 때까지 잠들고, 깨어난 스레드가 다음 스레드를 깨움.
final class CountdownLatch: @unchecked Sendable {
    private let condition = NSCondition()
    private let wanted: Int
    private var finished = 0

    init(count: Int) {
        wanted = count
    }

    func countDown() {
        condition.lock()
        finished += 1
        condition.unlock()
        condition.signal()
    }

    func wait() {
        condition.lock()
        while finished < wanted { condition.wait() }
        condition.unlock()
        condition.signal()
    }
}
