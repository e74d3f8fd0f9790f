// uses: · mode 5 · -Onone
/// 양방향 연결 리스트로 만든 LRU 캐시.
final class LRUCache<Key: Hashable, Value> {
    private final class Node {
        let key: Key
        var value: Value
        weak var previous: Node?
        var next: Node?
        init(_ key: Key, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    private let capacity: Int
    private var nodes: [Key: Node] = [:]
    private var head: Node?
    private var tail: Node?

    init(capacity: Int) {
        precondition(capacity > 0, "용량은 1 이상")
        self.capacity = capacity
    }

    subscript(key: Key) -> Value? {
        get {
            guard let node = nodes[key] else { return nil }
            detach(node)
            attach(node)
            return node.value
        }
        set {
            if let node = nodes.removeValue(forKey: key) { detach(node) }
            guard let newValue else { return }
            if nodes.count == capacity, let oldest = tail {
                detach(oldest)
                nodes[oldest.key] = nil
            }
            let node = Node(key, newValue)
            nodes[key] = node
            attach(node)
        }
    }

    private func detach(_ node: Node) {
        node.previous?.next = node.next
        node.next?.previous = node.previous
        if head === node { head = node.next }
        if tail === node { tail = node.previous }
        node.previous = nil
        node.next = nil
    }

    private func attach(_ node: Node) {
        node.next = head
        head?.previous = node
        head = node
        if tail == nil { tail = node }
    }

    deinit { nodes.removeAll() }
}
