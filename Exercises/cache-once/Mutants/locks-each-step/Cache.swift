import Synchronization

final class Cache: Sendable {
    private let values = Mutex<[String: Int]>([:])

    func value(for key: String, make: (String) -> Int) -> Int {
        if let value = values.withLock({ $0[key] }) { return value }
        let value = make(key)
        values.withLock { $0[key] = value }
        return value
    }
}
