import Synchronization

/// 두 낱말을 한 번에 바꾸는 명령을 씀: 번호와, 바뀐 횟수.
final class AtomicStack: Sendable {
    private final class Node: @unchecked Sendable {
        let next = Atomic(-1)
        var value = 0
    }

    private let nodes: [Node]
    /// 첫 낱말은 칸의 번호에 1을 더한 것(0이면 빔), 둘째 낱말은 바뀔 때마다 하나씩 오르는 수.
    private let top = Atomic(WordPair(first: 0, second: 0))
    private let free: Atomic<WordPair>

    init(capacity: Int) {
        nodes = (0..<capacity).map { _ in Node() }
        for i in 0..<capacity { nodes[i].next.store(i + 1 < capacity ? i + 1 : -1, ordering: .relaxed) }
        free = Atomic(WordPair(first: 1, second: 0))
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

    private func put(_ number: Int, onto list: borrowing Atomic<WordPair>) {
        var seen = list.load(ordering: .relaxed)
        while true {
            nodes[number].next.store(Int(bitPattern: seen.first) - 1, ordering: .relaxed)
            let new = WordPair(first: UInt(number + 1), second: seen.second &+ 1)
            let (exchanged, original) = list.compareExchange(
                expected: seen, desired: new, successOrdering: .releasing, failureOrdering: .relaxed)
            if exchanged { return }
            seen = original
        }
    }

    private func take(from list: borrowing Atomic<WordPair>) -> Int? {
        var seen = list.load(ordering: .acquiring)
        while seen.first > 0 {
            let number = Int(bitPattern: seen.first) - 1
            let below = nodes[number].next.load(ordering: .relaxed)
            let new = WordPair(first: UInt(bitPattern: below + 1), second: seen.second &+ 1)
            let (exchanged, original) = list.compareExchange(
                expected: seen, desired: new, successOrdering: .acquiringAndReleasing,
                failureOrdering: .acquiring)
            if exchanged { return number }
            seen = original
        }
        return nil
    }
}
