import Synchronization

final class TicketDesk: Sendable {
    private let seats: Int
    private let sold = Mutex(0)

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        sold.withLock { sold in
            guard sold <= seats else { return nil }
            sold += 1
            return sold
        }
    }

    var remaining: Int {
        sold.withLock { seats - $0 }
    }
}
