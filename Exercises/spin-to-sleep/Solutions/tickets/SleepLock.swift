import Foundation

/// 줄을 세움. 푸는 스레드가 다음 스레드에게 바로 건네줌.
final class SleepLock: Lock, @unchecked Sendable {
    private let condition = NSCondition()
    private var next = 0
    private var serving = 0

    func lock() {
        condition.lock()
        defer { condition.unlock() }
        let mine = next
        next += 1
        while serving != mine { condition.wait() }
    }

    func unlock() {
        condition.lock()
        serving += 1
        condition.broadcast()
        condition.unlock()
    }
}
