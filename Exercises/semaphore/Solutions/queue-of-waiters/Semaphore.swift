import Foundation

/// 기다리는 스레드마다 자리를 하나 두고, 온 차례대로 표를 건네줌. 표는 수가 아니라 사람에게 감.
final class Semaphore: @unchecked Sendable {
    private final class Waiter {
        var isServed = false
    }

    private let condition = NSCondition()
    private var permits: Int
    private var line: [Waiter] = []

    init(value: Int) {
        permits = value
    }

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        guard !takeAtOnce() else { return }
        let me = Waiter()
        line.append(me)
        while !me.isServed { condition.wait() }
    }

    func wait(seconds: Double) -> Bool {
        let deadline = Date(timeIntervalSinceNow: seconds)
        condition.lock()
        defer { condition.unlock() }
        guard !takeAtOnce() else { return true }
        let me = Waiter()
        line.append(me)
        while !me.isServed {
            if !condition.wait(until: deadline) { break }
        }
        line.removeAll { $0 === me }
        return me.isServed
    }

    private func takeAtOnce() -> Bool {
        guard permits > 0 else { return false }
        permits -= 1
        return true
    }

    func signal() {
        condition.lock()
        defer { condition.unlock() }
        guard !line.isEmpty else {
            permits += 1
            return
        }
        line.removeFirst().isServed = true
        condition.broadcast()
    }
}
