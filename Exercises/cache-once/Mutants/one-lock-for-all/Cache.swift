import Foundation

final class Cache: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [String: Int] = [:]

    func value(for key: String, make: (String) -> Int) -> Int {
        lock.lock()
        defer { lock.unlock() }
        if let value = values[key] { return value }
        let value = make(key)
        values[key] = value
        return value
    }
}
