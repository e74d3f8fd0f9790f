import Synchronization

/// 값의 수는 따로 셈. 옮기는 일은 수를 바꾸지 않으니, 세는 쪽은 조각을 건드리지 않아도 됨.
final class ShardedMap: Sendable {
    private let shards: [Shard]
    private let tally = Atomic(0)

    private final class Shard: Sendable {
        let values = Mutex<[Int: Int]>([:])
    }

    init(shards: Int) {
        self.shards = (0..<shards).map { _ in Shard() }
    }

    func update(_ key: Int, _ change: (inout Int?) -> Void) {
        shards[key % shards.count].values.withLock { values in
            let before = values.count
            change(&values[key])
            tally.add(values.count - before, ordering: .relaxed)
        }
    }

    func move(_ from: Int, to: Int) {
        let first = from % shards.count
        let second = to % shards.count
        if first == second {
            shards[first].values.withLock { values in
                guard let value = values[from], values[to] == nil else { return }
                values[from] = nil
                values[to] = value
            }
        } else {
            moveAcross(from, to, low: min(first, second), high: max(first, second))
        }
    }

    private func moveAcross(_ from: Int, _ to: Int, low: Int, high: Int) {
        shards[low].values.withLock { lowValues in
            shards[high].values.withLock { highValues in
                if from % shards.count == low {
                    guard let value = lowValues[from], highValues[to] == nil else { return }
                    lowValues[from] = nil
                    highValues[to] = value
                } else {
                    guard let value = highValues[from], lowValues[to] == nil else { return }
                    highValues[from] = nil
                    lowValues[to] = value
                }
            }
        }
    }

    var count: Int {
        tally.load(ordering: .relaxed)
    }
}
