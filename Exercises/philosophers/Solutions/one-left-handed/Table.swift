import Foundation

final class Table: @unchecked Sendable {
    private let forks: [NSLock]

    init(seats: Int) {
        forks = (0..<seats).map { _ in NSLock() }
    }

    func dine(_ i: Int, eat: () -> Void) {
        let left = forks[i]
        let right = forks[(i + 1) % forks.count]
        // 마지막 사람만 오른쪽부터 쥠. 한 사람만 반대여도 동그라미가 끊김.
        let (first, second) = i == forks.count - 1 ? (right, left) : (left, right)
        first.lock()
        second.lock()
        eat()
        second.unlock()
        first.unlock()
    }
}
