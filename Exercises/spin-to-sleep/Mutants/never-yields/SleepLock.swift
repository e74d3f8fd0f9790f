import Foundation

final class SleepLock: Lock, @unchecked Sendable {
    private let condition = NSCondition()
    private var isHeld = false

    func lock() {
        condition.lock()
        while isHeld { condition.wait() }
        isHeld = true
        condition.unlock()
    }

    func unlock() {
        condition.lock()
        isHeld = false
        condition.signal()
        condition.unlock()
    }
}
