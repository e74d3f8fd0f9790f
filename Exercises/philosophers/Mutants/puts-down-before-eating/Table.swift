import Foundation

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
        second.lock()
        second.unlock()
        first.unlock()
        eat()
    }
}
