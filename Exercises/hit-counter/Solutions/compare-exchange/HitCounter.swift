import Synchronization

/// 읽은 값이 그대로일 때만 바꿈. 그사이에 남이 바꿨으면 새 값으로 다시 함.
final class HitCounter: Sendable {
    private let value = Atomic(0)

    func hit() -> Int {
        var seen = value.load(ordering: .relaxed)
        while true {
            let result = value.compareExchange(expected: seen, desired: seen + 1, ordering: .relaxed)
            if result.exchanged { return seen + 1 }
            seen = result.original
        }
    }

    var count: Int { value.load(ordering: .relaxed) }
}
