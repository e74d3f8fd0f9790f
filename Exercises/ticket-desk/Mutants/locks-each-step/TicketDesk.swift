import Synchronization

final class TicketDesk: Sendable {
    private let seats: Int
    private let sold = Mutex(0)

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        guard remaining > 0 else { return nil }
        return sold.withLock { sold in
            sold += 1
            return sold
        }
    }

    var remaining: Int {
        max(0, seats - sold.withLock { $0 })
    }
}
