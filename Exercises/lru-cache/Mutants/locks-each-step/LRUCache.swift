import Foundation

/// 찾을 때, 적을 때 저마다 락을 쥠.
final class LRUCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private let lock = NSLock()
    private var values: [Key: Value] = [:]
    private var order: [Key] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    func get(_ key: Key) -> Value? {
        guard let value = lock.withLock({ values[key] }) else { return nil }
        lock.withLock { touch(key) }
        return value
    }

    func put(_ key: Key, _ value: Value) {
        let isFull = lock.withLock { values[key] == nil && values.count == capacity }
        if isFull { lock.withLock { values[order.removeFirst()] = nil } }
        lock.withLock {
            values[key] = value
            touch(key)
        }
    }

    private func touch(_ key: Key) {
        order.removeAll { $0 == key }
        order.append(key)
    }
}
