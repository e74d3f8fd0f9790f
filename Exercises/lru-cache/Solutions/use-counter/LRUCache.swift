import Synchronization

/// key마다 마지막에 쓴 번호를 적어 둠. 버릴 때 번호가 가장 작은 key를 찾음.
final class LRUCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var lastUse: Int
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var uses = 0

        mutating func nextUse() -> Int {
            uses += 1
            return uses
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        self.capacity = capacity
    }

    func get(_ key: Key) -> Value? {
        state.withLock { state in
            guard let value = state.entries[key]?.value else { return nil }
            state.entries[key] = Entry(value: value, lastUse: state.nextUse())
            return value
        }
    }

    func put(_ key: Key, _ value: Value) {
        state.withLock { state in
            if state.entries[key] == nil, state.entries.count == capacity,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.entries[oldest.key] = nil
            }
            state.entries[key] = Entry(value: value, lastUse: state.nextUse())
        }
    }
}
