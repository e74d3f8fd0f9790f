import Synchronization

/// 읽고 더하고 쓰기를 한 덩어리로 하는 원자적 더하기. 내 번호는 더하기가 돌려준 새 값임.
final class HitCounter: Sendable {
    private let value = Atomic(0)

    func hit() -> Int { value.add(1, ordering: .relaxed).newValue }

    var count: Int { value.load(ordering: .relaxed) }
}
