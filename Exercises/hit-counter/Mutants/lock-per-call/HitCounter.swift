import Foundation

/// 함수마다 락을 걸었으니 안전함.
final class HitCounter: @unchecked Sendable {
    private var value = 0

    func hit() -> Int {
        let lock = NSLock()
        lock.lock()
        defer { lock.unlock() }
        value = value + 1
        return value
    }

    var count: Int {
        let lock = NSLock()
        lock.lock()
        defer { lock.unlock() }
        return value
    }
}
