import Foundation

final class TicketDesk: @unchecked Sendable {
    private let seats: Int
    private let lock = NSLock()
    private var sold = 0

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        lock.lock()
        defer { lock.unlock() }
        guard sold < seats else { return nil }
        sold += 1
        return sold
    }

    var remaining: Int {
        seats - sold
    }
}
