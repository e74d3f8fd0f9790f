import Foundation

final class Semaphore: @unchecked Sendable {
    private let condition = NSCondition()
    private var permits: Int

    init(value: Int) {
        permits = value
    }

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        if permits > 0 {
            permits -= 1
        } else {
            condition.wait()
        }
    }

    func wait(seconds: Double) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        condition.lock()
        defer { condition.unlock() }
        while permits == 0 {
            if !condition.wait(until: deadline) { break }
        }
        guard permits > 0 else { return false }
        permits -= 1
        return true
    }

    func signal() {
        condition.lock()
        permits += 1
        condition.signal()
        condition.unlock()
    }
}
