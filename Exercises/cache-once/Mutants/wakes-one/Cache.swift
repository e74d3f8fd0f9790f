import Foundation

final class Cache: @unchecked Sendable {
    private let condition = NSCondition()
    private var values: [String: Int] = [:]
    private var making: Set<String> = []

    func value(for key: String, make: (String) -> Int) -> Int {
        condition.lock()
        while making.contains(key) { condition.wait() }
        if let value = values[key] {
            condition.unlock()
            return value
        }
        making.insert(key)
        condition.unlock()
        let value = make(key)
        condition.lock()
        values[key] = value
        making.remove(key)
        condition.signal()
        condition.unlock()
        return value
    }
}
