import Synchronization

/// 원자적인 값이니 그것을 쓰는 함수도 원자적임.
final class HitCounter: Sendable {
    private let value = Atomic(0)

    func hit() -> Int {
        let next = value.load(ordering: .sequentiallyConsistent) + 1
        value.store(next, ordering: .sequentiallyConsistent)
        return next
    }

    var count: Int { value.load(ordering: .sequentiallyConsistent) }
}
