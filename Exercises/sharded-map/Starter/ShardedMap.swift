import Foundation

/// 조각(shard)으로 나눈 표. 서로 다른 조각의 key를 바꾸는 스레드끼리는 기다리지 않음.
///
/// key가 `k`인 값은 `k % shards`번 조각에 둠. key는 0 이상의 정수임.
final class ShardedMap: @unchecked Sendable {
    private final class Shard {
        let lock = NSLock()
        var values: [Int: Int] = [:]
    }

    private let shards: [Shard]

    /// - Parameter shards: 조각의 수. 1 이상.
    init(shards: Int) {
        self.shards = (0..<shards).map { _ in Shard() }
    }

    /// `key`의 값을 `change`로 바꿈. 값이 없으면 nil이 들어가고, nil을 남기면 지워짐.
    ///
    /// `change`를 부르는 동안 같은 key를 바꾸는 스레드는 기다림. 다른 조각의 key라면 기다리지 않음.
    func update(_ key: Int, _ change: (inout Int?) -> Void) {
        let shard = shards[key % shards.count]
        shard.lock.lock()
        defer { shard.lock.unlock() }
        change(&shard.values[key])
    }

    /// `from`의 값을 `to`로 옮김. `from`에 값이 없거나 `to`에 이미 값이 있으면 아무것도 하지 않음.
    ///
    /// 옮기는 도중의 모습은 아무에게도 보이지 않음: 값은 둘 가운데 꼭 한 곳에 있음.
    func move(_ from: Int, to: Int) {
        // 1. 꺼내고 넣는 사이에 값이 아무 데도 없음. 두 조각을 함께 쥐려면 어떤 순서로 쥐어야 할까요?
        var moved: Int?
        update(from) {
            moved = $0
            $0 = nil
        }
        update(to) { $0 = moved }
    }

    /// 값의 수. 어느 한 순간에 정말로 있던 수임.
    var count: Int {
        // 2. 조각을 하나씩 세는 동안 값이 앞뒤로 옮겨 다닐 수 있음.
        shards.reduce(0) { sum, shard in
            shard.lock.lock()
            defer { shard.lock.unlock() }
            return sum + shard.values.count
        }
    }
}
