import Foundation

/// 래치: 정해진 수만큼 끝났다는 말을 들을 때까지 기다리게 함. 한 번 열리면 닫히지 않음.
final class CountdownLatch: @unchecked Sendable {
    private let condition = NSCondition()
    private var remaining: Int

    /// - Parameter count: 들어야 할 말의 수. 0 이상.
    init(count: Int) {
        remaining = count
    }

    /// 하나가 끝났다고 알림. 이미 열렸으면 아무것도 하지 않음.
    func countDown() {
        // 1. 줄이기와 확인을 한 덩어리로. 기다리는 스레드가 여럿일 수 있음.
        remaining -= 1
    }

    /// 모두 끝날 때까지 기다림.
    func wait() {
        condition.lock()
        defer { condition.unlock() }
        // 2. 열릴 때까지 기다리세요.
    }
}
