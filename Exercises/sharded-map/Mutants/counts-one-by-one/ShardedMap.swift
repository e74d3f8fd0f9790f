import Foundation

final class ShardedMap: @unchecked Sendable {
    private final class Shard {
        let lock = NSLock()
        var values: [Int: Int] = [:]
    }

    private let shards: [Shard]

    init(shards: Int) {
        self.shards = (0..<shards).map { _ in Shard() }
    }

    func update(_ key: Int, _ change: (inout Int?) -> Void) {
        let shard = shards[key % shards.count]
        shard.lock.lock()
        defer { shard.lock.unlock() }
        change(&shard.values[key])
    }

    func move(_ from: Int, to: Int) {
        let numbers = Set([from % shards.count, to % shards.count]).sorted()
        numbers.forEach { shards[$0].lock.lock() }
        defer { numbers.forEach { shards[$0].lock.unlock() } }
        let source = shards[from % shards.count]
        let target = shards[to % shards.count]
        guard let value = source.values[from], target.values[to] == nil else { return }
        source.values[from] = nil
        target.values[to] = value
    }

    var count: Int {
        shards.reduce(0) { sum, shard in
            shard.lock.lock()
            defer { shard.lock.unlock() }
            return sum + shard.values.count
        }
    }
}
