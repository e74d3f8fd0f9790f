import Foundation

/// 쓴 차례대로 이은 이중 연결 리스트와, key로 마디를 찾는 딕셔너리. 찾기도 옮기기도 버리기도 O(1).
final class LRUCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    private final class Node {
        let key: Key
        var value: Value
        weak var older: Node?
        var newer: Node?

        init(_ key: Key, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    private let capacity: Int
    private let lock = NSLock()
    private var nodes: [Key: Node] = [:]
    private var oldest: Node?
    private var newest: Node?

    init(capacity: Int) {
        self.capacity = capacity
    }

    func get(_ key: Key) -> Value? {
        lock.lock()
        defer { lock.unlock() }
        guard let node = nodes[key] else { return nil }
        unlink(node)
        append(node)
        return node.value
    }

    func put(_ key: Key, _ value: Value) {
        lock.lock()
        defer { lock.unlock() }
        if let node = nodes[key] {
            node.value = value
            unlink(node)
            append(node)
            return
        }
        if nodes.count == capacity, let victim = oldest {
            unlink(victim)
            nodes[victim.key] = nil
        }
        let node = Node(key, value)
        nodes[key] = node
        append(node)
    }

    /// 락을 쥔 채 부름.
    private func unlink(_ node: Node) {
        let older = node.older
        let newer = node.newer
        if let older { older.newer = newer } else { oldest = newer }
        if let newer { newer.older = older } else { newest = older }
        node.newer = nil
    }

    /// 락을 쥔 채 부름. 가장 새것 뒤에 이음.
    private func append(_ node: Node) {
        node.older = newest
        if let newest { newest.newer = node } else { oldest = node }
        newest = node
    }
}
