final class Cache: @unchecked Sendable {
    private var values: [String: Int] = [:]

    func value(for key: String, make: (String) -> Int) -> Int {
        if values[key] == nil { values[key] = make(key) }
        return values[key] ?? make(key)
    }
}
