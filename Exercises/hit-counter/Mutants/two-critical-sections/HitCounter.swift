import Foundation

/// 읽을 때 잠그고, 쓸 때 잠금.
final class HitCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func hit() -> Int {
        let old = lock.withLock { value }
        lock.withLock { value = old + 1 }
        return old + 1
    }

    var count: Int { lock.withLock { value } }
}
