import Synchronization

/// 번호에 꼬리표를 붙임. 같은 칸이 돌아와도 꼬리표가 달라서 바꾸기가 실패함.
final class AtomicStack: Sendable {
    private final class Node: @unchecked Sendable {
        let next = Atomic(-1)
        var value = 0
    }

    private let nodes: [Node]
    /// 아래 16비트는 칸의 번호에 1을 더한 것(0이면 빔), 그 위는 바뀔 때마다 하나씩 오르는 수.
    private let top = Atomic(0)
    private let free: Atomic<Int>

    init(capacity: Int) {
        nodes = (0..<capacity).map { _ in Node() }
        for i in 0..<capacity { nodes[i].next.store(i + 1 < capacity ? i + 1 : -1, ordering: .relaxed) }
        free = Atomic(1)
    }

    func push(_ value: Int) -> Bool {
        guard let number = take(from: free) else { return false }
        nodes[number].value = value
        put(number, onto: top)
        return true
    }

    func pop() -> Int? {
        guard let number = take(from: top) else { return nil }
        let value = nodes[number].value
        put(number, onto: free)
        return value
    }

    private func put(_ number: Int, onto list: borrowing Atomic<Int>) {
        var seen = list.load(ordering: .relaxed)
        while true {
            nodes[number].next.store((seen & 0xFFFF) - 1, ordering: .relaxed)
            let (exchanged, original) = list.compareExchange(
                expected: seen, desired: ((seen >> 16) + 1) << 16 | (number + 1),
                successOrdering: .releasing, failureOrdering: .relaxed)
            if exchanged { return }
            seen = original
        }
    }

    private func take(from list: borrowing Atomic<Int>) -> Int? {
        var seen = list.load(ordering: .acquiring)
        while true {
            let number = (seen & 0xFFFF) - 1
            guard number >= 0 else { return nil }
            let below = nodes[number].next.load(ordering: .relaxed)
            let (exchanged, original) = list.compareExchange(
                expected: seen, desired: ((seen >> 16) + 1) << 16 | (below + 1),
                successOrdering: .acquiringAndReleasing, failureOrdering: .acquiring)
            if exchanged { return number }
            seen = original
        }
    }
}
