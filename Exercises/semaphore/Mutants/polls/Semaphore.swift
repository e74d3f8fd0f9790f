import Foundation

final class Semaphore: @unchecked Sendable {
    private let condition = NSCondition()
    private var permits: Int

    init(value: Int) {
        permits = value
    }

    func wait() {
        while !wait(seconds: 0) { usleep(100) }
    }

    func wait(seconds: Double) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        repeat {
            condition.lock()
            if permits > 0 {
                permits -= 1
                condition.unlock()
                return true
            }
            condition.unlock()
            usleep(100)
        } while Date() < deadline
        return false
    }

    func signal() {
        condition.lock()
        permits += 1
        condition.signal()
        condition.unlock()
    }
}
