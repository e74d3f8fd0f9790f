final class TicketDesk: @unchecked Sendable {
    private let seats: Int
    private var sold = 0

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        guard sold < seats else { return nil }
        sold += 1
        return sold
    }

    var remaining: Int {
        seats - sold
    }
}
