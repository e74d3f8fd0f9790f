import Foundation

/// 둥근 식탁. 사람 `seats`명이 둘러앉고, 이웃한 두 사람 사이마다 포크가 하나씩 있음.
///
/// `i`번 사람의 왼쪽 포크는 `i`번, 오른쪽 포크는 `(i + 1) % seats`번임. 먹으려면 둘 다 쥐어야 함.
final class Table: @unchecked Sendable {
    private let forks: [NSLock]

    /// - Parameter seats: 둘러앉은 사람의 수. 2 이상.
    init(seats: Int) {
        forks = (0..<seats).map { _ in NSLock() }
    }

    /// `i`번 사람이 양옆의 포크를 쥐고 `eat`을 부른 다음 내려놓음.
    ///
    /// - 이웃한 두 사람이 동시에 먹는 일은 없음.
    /// - 이웃하지 않은 사람끼리는 동시에 먹을 수 있음.
    /// - 모두가 한꺼번에 먹으려고 해도 누구나 언젠가 먹고 돌아옴.
    func dine(_ i: Int, eat: () -> Void) {
        // 모두가 왼쪽 포크를 먼저 쥐면 무슨 일이 생길까요?
        let left = forks[i]
        let right = forks[(i + 1) % forks.count]
        left.lock()
        right.lock()
        eat()
        right.unlock()
        left.unlock()
    }
}
