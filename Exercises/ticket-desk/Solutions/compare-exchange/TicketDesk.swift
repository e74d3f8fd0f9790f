import Synchronization

/// 본 값 그대로일 때만 바꿈. 그사이 남이 샀으면 새 값으로 다시 함.
final class TicketDesk: Sendable {
    private let left: Atomic<Int>

    init(seats: Int) {
        left = Atomic(seats)
    }

    func buy() -> Int? {
        var seen = left.load(ordering: .relaxed)
        while seen > 0 {
            let (exchanged, original) = left.compareExchange(
                expected: seen, desired: seen - 1, ordering: .relaxed)
            if exchanged { return seen }
            seen = original
        }
        return nil
    }

    var remaining: Int {
        left.load(ordering: .relaxed)
    }
}
