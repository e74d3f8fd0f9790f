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
        var moved: Int?
        update(from) { value in
            moved = value
            value = nil
        }
        guard let moved else { return }
        var isTaken = false
        update(to) { value in
            isTaken = value != nil
            if !isTaken { value = moved }
        }
        if isTaken { update(from) { $0 = moved } }
    }

    var count: Int {
        shards.forEach { $0.lock.lock() }
        defer { shards.forEach { $0.lock.unlock() } }
        return shards.reduce(0) { $0 + $1.values.count }
    }
}
