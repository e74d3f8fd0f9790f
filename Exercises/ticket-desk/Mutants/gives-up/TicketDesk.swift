import Synchronization

final class TicketDesk: Sendable {
    private let seats: Int
    private let sold = Atomic(0)

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        let seen = sold.load(ordering: .sequentiallyConsistent)
        guard seen < seats else { return nil }
        let (exchanged, _) = sold.compareExchange(
            expected: seen, desired: seen + 1, ordering: .sequentiallyConsistent)
        return exchanged ? seen + 1 : nil
    }

    var remaining: Int {
        seats - sold.load(ordering: .sequentiallyConsistent)
    }
}
