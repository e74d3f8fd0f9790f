import Foundation

/// 번마다 번호를 붙임. 내가 온 번이 지나갔는지는 번호가 바뀌었는지로 앎.
final class CyclicBarrier: @unchecked Sendable {
    private let parties: Int
    private let condition = NSCondition()
    private var waiting = 0
    private var generation = 0

    init(parties: Int) {
        self.parties = parties
    }

    func arrive() -> Int {
        condition.lock()
        defer { condition.unlock() }
        let order = waiting
        let mine = generation
        waiting += 1
        if waiting == parties {
            waiting = 0
            generation += 1
            condition.broadcast()
        } else {
            if generation == mine { condition.wait() }
        }
        return order
    }
}
