import Foundation

/// 찾기는 읽기이니 읽기 락이면 됨.
final class LRUCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private let lock = ReadWriteLock()
    private var values: [Key: Value] = [:]
    private var order: [Key] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    func get(_ key: Key) -> Value? {
        lock.lockToRead()
        defer { lock.unlockReader() }
        guard let value = values[key] else { return nil }
        touch(key)
        return value
    }

    func put(_ key: Key, _ value: Value) {
        lock.lockToWrite()
        defer { lock.unlockWriter() }
        if values[key] == nil, values.count == capacity {
            values[order.removeFirst()] = nil
        }
        values[key] = value
        touch(key)
    }

    private func touch(_ key: Key) {
        order.removeAll { $0 == key }
        order.append(key)
    }
}

/// 읽는 스레드는 여럿이, 쓰는 스레드는 혼자 쥠.
private final class ReadWriteLock: @unchecked Sendable {
    private let condition = NSCondition()
    private var readers = 0
    private var isWriting = false

    func lockToRead() {
        condition.lock()
        while isWriting { condition.wait() }
        readers += 1
        condition.unlock()
    }

    func unlockReader() {
        condition.lock()
        readers -= 1
        condition.broadcast()
        condition.unlock()
    }

    func lockToWrite() {
        condition.lock()
        while isWriting || readers > 0 { condition.wait() }
        isWriting = true
        condition.unlock()
    }

    func unlockWriter() {
        condition.lock()
        isWriting = false
        condition.broadcast()
        condition.unlock()
    }
}
