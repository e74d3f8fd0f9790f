import Synchronization

/// 락이 없는 스택. 칸은 처음에 모두 만들어 두고, 번호로 서로를 가리킴.
///
/// 여러 스레드가 함께 넣고 꺼내도 값을 잃거나 두 번 꺼내지 않음. 남이 멈춰 있어도 나는 나아감.
final class AtomicStack: Sendable {
    /// 칸 하나. `next`는 아래에 있는 칸의 번호이고, 없으면 -1.
    private final class Node: @unchecked Sendable {
        let next = Atomic(-1)
        var value = 0
    }

    private let nodes: [Node]
    /// 맨 위 칸의 번호. 비었으면 -1.
    private let top = Atomic(-1)
    /// 쓰지 않는 칸들도 같은 방법으로 쌓아 둠.
    private let free: Atomic<Int>

    /// - Parameter capacity: 칸의 수. 1 이상, 1,000 이하.
    init(capacity: Int) {
        nodes = (0..<capacity).map { _ in Node() }
        for i in 0..<capacity { nodes[i].next.store(i + 1 < capacity ? i + 1 : -1, ordering: .relaxed) }
        free = Atomic(0)
    }

    /// 맨 위에 넣음. 빈 칸이 없으면 false.
    func push(_ value: Int) -> Bool {
        guard let number = take(from: free) else { return false }
        nodes[number].value = value
        put(number, onto: top)
        return true
    }

    /// 맨 위의 것을 꺼냄. 비었으면 nil.
    func pop() -> Int? {
        guard let number = take(from: top) else { return nil }
        let value = nodes[number].value
        put(number, onto: free)
        return value
    }

    private func put(_ number: Int, onto list: borrowing Atomic<Int>) {
        // 1. 보고 나서 바꾸면 그 사이에 남이 바꿈. 본 그대로일 때만 바꾸고, 아니면 다시 하세요.
        nodes[number].next.store(list.load(ordering: .relaxed), ordering: .relaxed)
        list.store(number, ordering: .relaxed)
    }

    private func take(from list: borrowing Atomic<Int>) -> Int? {
        // 2. 여기도 같음. 그런데 '본 그대로'라고 해서 그사이 아무 일도 없었던 걸까요?
        let number = list.load(ordering: .relaxed)
        guard number >= 0 else { return nil }
        list.store(nodes[number].next.load(ordering: .relaxed), ordering: .relaxed)
        return number
    }
}
