import Foundation

/// 번호가 작은 포크를 먼저 쥠. 모두가 같은 순서를 지키니 기다림이 동그라미를 이루지 못함.
final class Table: @unchecked Sendable {
    private let forks: [NSLock]

    init(seats: Int) {
        forks = (0..<seats).map { _ in NSLock() }
    }

    func dine(_ i: Int, eat: () -> Void) {
        let next = (i + 1) % forks.count
        let first = forks[min(i, next)]
        let second = forks[max(i, next)]
        first.lock()
        defer { first.unlock() }
        second.lock()
        defer { second.unlock() }
        eat()
    }
}
