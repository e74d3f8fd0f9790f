import Synchronization

final class TicketDesk: Sendable {
    private let seats: Int
    private let sold = Atomic(0)

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        guard sold.load(ordering: .sequentiallyConsistent) < seats else { return nil }
        return sold.add(1, ordering: .sequentiallyConsistent).newValue
    }

    var remaining: Int {
        max(0, seats - sold.load(ordering: .sequentiallyConsistent))
    }
}
