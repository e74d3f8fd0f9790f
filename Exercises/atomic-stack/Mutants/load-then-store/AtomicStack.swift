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
        nodes[number].next.store(list.load(ordering: .acquiring), ordering: .relaxed)
        list.store(number, ordering: .releasing)
    }

    private func take(from list: borrowing Atomic<Int>) -> Int? {
        let number = list.load(ordering: .acquiring)
        guard number >= 0 else { return nil }
        list.store(nodes[number].next.load(ordering: .relaxed), ordering: .releasing)
        return number
    }
}
