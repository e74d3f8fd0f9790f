import Foundation

/// 바꾸는 줄만 잠그고 바로 풂. 돌려주는 것은 방금 내가 만든 값임.
final class HitCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func hit() -> Int {
        lock.lock()
        value = value + 1
        lock.unlock()
        return value
    }

    var count: Int { lock.withLock { value } }
}
