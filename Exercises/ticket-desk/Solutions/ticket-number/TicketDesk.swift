import Synchronization

/// 번호표를 먼저 뽑음. 자리보다 큰 번호를 뽑았으면 다 팔린 것임.
final class TicketDesk: Sendable {
    private let seats: Int
    private let drawn = Atomic(0)

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        let number = drawn.add(1, ordering: .relaxed).newValue
        return number <= seats ? number : nil
    }

    var remaining: Int {
        max(0, seats - drawn.load(ordering: .relaxed))
    }
}
