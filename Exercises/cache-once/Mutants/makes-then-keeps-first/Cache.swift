import Synchronization

final class Cache: Sendable {
    private let values = Mutex<[String: Int]>([:])

    func value(for key: String, make: (String) -> Int) -> Int {
        if let value = values.withLock({ $0[key] }) { return value }
        let mine = make(key)
        return values.withLock { values in
            if let first = values[key] { return first }
            values[key] = mine
            return mine
        }
    }
}
