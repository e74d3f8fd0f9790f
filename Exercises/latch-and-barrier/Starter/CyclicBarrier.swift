import Foundation

/// 배리어: 정해진 수의 스레드가 모두 올 때까지 아무도 지나가지 못함. 모두 지나가면 다음 번에 다시 씀.
final class CyclicBarrier: @unchecked Sendable {
    private let parties: Int
    private let condition = NSCondition()
    private var waiting = 0

    /// - Parameter parties: 모여야 하는 스레드의 수. 1 이상.
    init(parties: Int) {
        self.parties = parties
    }

    /// 다 모일 때까지 기다림.
    ///
    /// - Returns: 이번 번에 몇 번째로 왔는지. 0부터 `parties - 1`까지, 저마다 다름.
    func arrive() -> Int {
        condition.lock()
        defer { condition.unlock() }
        let order = waiting
        waiting += 1
        if waiting == parties {
            waiting = 0
            condition.broadcast()
        } else {
            // 3. 빠른 스레드는 남이 깨어나기 전에 다음 번에 또 옴. 이번 번이 끝났는지 무엇을 보고 알까요?
            while waiting > 0 { condition.wait() }
        }
        return order
    }
}
