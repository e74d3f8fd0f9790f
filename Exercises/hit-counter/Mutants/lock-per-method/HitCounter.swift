import Foundation

/// 올리기에는 올리기 락, 읽기에는 읽기 락.
final class HitCounter: @unchecked Sendable {
    private let hitLock = NSLock()
    private let countLock = NSLock()
    private var value = 0

    func hit() -> Int {
        hitLock.withLock {
            value = value + 1
            return value
        }
    }

    var count: Int { countLock.withLock { value } }
}
