import Foundation

final class Table: @unchecked Sendable {
    private let forks: [NSLock]

    init(seats: Int) {
        forks = (0..<seats).map { _ in NSLock() }
    }

    func dine(_ i: Int, eat: () -> Void) {
        // 짝수 번은 왼쪽부터, 홀수 번은 오른쪽부터. 그런데 오른쪽 포크를 (i + 1)번으로만 셈.
        let left = forks[i]
        let right = forks[min(i + 1, forks.count - 1)]
        let (first, second) = i % 2 == 0 ? (left, right) : (right, left)
        first.lock()
        second.lock()
        eat()
        second.unlock()
        first.unlock()
    }
}
