/// 자리가 정해진 캐시. 가득 차면 가장 오래 쓰지 않은(least recently used) key를 버림.
/// 요청을 맡은 스레드 여럿이 함께 씀.
final class LRUCache<Key: Hashable & Sendable, Value: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private var values: [Key: Value] = [:]
    /// 쓴 차례. 맨 앞이 가장 오래 쓰지 않은 key.
    private var order: [Key] = []

    /// - Parameter capacity: 둘 수 있는 key의 수, 1 이상.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// `key`의 값. 없으면 nil. 찾았으면 그 key를 방금 쓴 것임.
    func get(_ key: Key) -> Value? {
        // 1. 찾은 key를 방금 쓴 것으로 적으세요.
        values[key]
    }

    /// `key`에 `value`를 둠. 이미 있던 key면 값을 바꾸고, 그 key를 방금 쓴 것임.
    /// 새 key인데 가득 차 있으면 가장 오래 쓰지 않은 key 하나를 먼저 버림.
    func put(_ key: Key, _ value: Value) {
        // 2. 자리가 없으면 하나를 버리세요. 이미 있던 key라면 버릴 까닭이 없음.
        values[key] = value
        order.append(key)
    }

    // 3. 여러 스레드가 get과 put을 함께 불러도 맞게 하세요.
}
