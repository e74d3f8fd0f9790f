import Synchronization

/// 내가 방금 올렸으니, 지금 값이 내 번호임.
final class HitCounter: Sendable {
    private let value = Atomic(0)

    func hit() -> Int {
        value.add(1, ordering: .sequentiallyConsistent)
        return value.load(ordering: .sequentiallyConsistent)
    }

    var count: Int { value.load(ordering: .sequentiallyConsistent) }
}
