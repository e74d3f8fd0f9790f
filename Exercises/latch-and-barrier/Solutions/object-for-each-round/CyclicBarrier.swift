import Foundation

/// 번마다 객체를 하나씩 둠. 마지막으로 온 스레드가 그 번의 객체를 열고 새것으로 바꿔 놓음.
final class CyclicBarrier: @unchecked Sendable {
    private final class Round {
        var came = 0
        var isOpen = false
    }

    private let parties: Int
    private let condition = NSCondition()
    private var round = Round()

    init(parties: Int) {
        self.parties = parties
    }

    func arrive() -> Int {
        condition.lock()
        defer { condition.unlock() }
        let mine = round
        let order = mine.came
        mine.came += 1
        if mine.came == parties {
            mine.isOpen = true
            round = Round()
            condition.broadcast()
        }
        while !mine.isOpen { condition.wait() }
        return order
    }
}
