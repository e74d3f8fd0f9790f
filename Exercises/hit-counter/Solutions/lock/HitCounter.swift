import Foundation

/// 값 하나에 락 하나. 읽을 때도 올릴 때도 그 락을 쥠.
final class HitCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func hit() -> Int {
        lock.lock()
        defer { lock.unlock() }
        value = value + 1
        return value
    }

    var count: Int {
        lock.lock()
        defer { lock.unlock() }
        return value
    }
}
