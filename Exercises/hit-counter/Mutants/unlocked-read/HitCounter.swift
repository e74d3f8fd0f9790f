import Foundation

/// 바꿀 때만 잠그면 됨. 읽기는 아무것도 망가뜨리지 않음.
final class HitCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func hit() -> Int {
        lock.lock()
        defer { lock.unlock() }
        value = value + 1
        return value
    }

    var count: Int { value }
}
