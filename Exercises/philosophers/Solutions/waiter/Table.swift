import Foundation

/// 종업원 한 명이 포크를 두 자루씩 내줌. 둘 다 비어 있을 때까지 기다리고, 쥔 채로는 기다리지 않음.
final class Table: @unchecked Sendable {
    private let seats: Int
    private let waiter = NSCondition()
    private var isTaken: [Bool]

    init(seats: Int) {
        self.seats = seats
        isTaken = Array(repeating: false, count: seats)
    }

    func dine(_ i: Int, eat: () -> Void) {
        let next = (i + 1) % seats
        waiter.lock()
        while isTaken[i] || isTaken[next] { waiter.wait() }
        isTaken[i] = true
        isTaken[next] = true
        waiter.unlock()

        eat()

        waiter.lock()
        isTaken[i] = false
        isTaken[next] = false
        waiter.broadcast()
        waiter.unlock()
    }
}
