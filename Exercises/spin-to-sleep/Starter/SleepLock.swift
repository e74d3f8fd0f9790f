import Foundation

/// 잠들어 기다리는 락. 풀릴 때 깨워 줄 때까지 CPU를 쓰지 않음.
final class SleepLock: Lock, @unchecked Sendable {
    private let condition = NSCondition()
    private var isHeld = false

    func lock() {
        // 4. 남이 쥐고 있는 동안 조건 변수에서 잠드세요. NSCondition의 락은 isHeld를 볼 때만 쥠.
    }

    func unlock() {
        // 5. 바꾸고 깨우세요.
    }
}
