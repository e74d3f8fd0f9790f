import Synchronization

final class AtomicStack: Sendable {
    private final class Node: @unchecked Sendable {
        let next = Atomic(-1)
        var value = 0
    }

    private let nodes: [Node]
    private let top = Atomic(-1)
    private let free: Atomic<Int>

    init(capacity: Int) {
        nodes = (0..<capacity).map { _ in Node() }
        for i in 0..<capacity { nodes[i].next.store(i + 1 < capacity ? i + 1 : -1, ordering: .relaxed) }
        free = Atomic(0)
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
            nodes[number].next.store(seen, ordering: .relaxed)
            let (exchanged, original) = list.compareExchange(
                expected: seen, desired: number, successOrdering: .releasing, failureOrdering: .relaxed)
            if exchanged { return }
            seen = original
        }
    }

    private func take(from list: borrowing Atomic<Int>) -> Int? {
        var number = list.load(ordering: .acquiring)
        while number >= 0 {
            let below = nodes[number].next.load(ordering: .relaxed)
            let (exchanged, original) = list.compareExchange(
                expected: number, desired: below, successOrdering: .acquiringAndReleasing,
                failureOrdering: .acquiring)
            if exchanged { return number }
            number = original
        }
        return nil
    }
}
