import Foundation

final class ShardedMap: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Int: Int] = [:]

    init(shards: Int) {}

    func update(_ key: Int, _ change: (inout Int?) -> Void) {
        lock.lock()
        defer { lock.unlock() }
        change(&values[key])
    }

    func move(_ from: Int, to: Int) {
        lock.lock()
        defer { lock.unlock() }
        guard let value = values[from], values[to] == nil else { return }
        values[from] = nil
        values[to] = value
    }

    var count: Int {
        lock.lock()
        defer { lock.unlock() }
        return values.count
    }
}
