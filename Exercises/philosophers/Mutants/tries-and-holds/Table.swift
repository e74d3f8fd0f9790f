import Foundation

final class Table: @unchecked Sendable {
    private let forks: [NSLock]

    init(seats: Int) {
        forks = (0..<seats).map { _ in NSLock() }
    }

    func dine(_ i: Int, eat: () -> Void) {
        forks[i].lock()
        while !forks[(i + 1) % forks.count].try() { sched_yield() }
        eat()
        forks[(i + 1) % forks.count].unlock()
        forks[i].unlock()
    }
}
