import Synchronization

final class TicketDesk: Sendable {
    private let seats: Int
    private let sold = Atomic(0)

    init(seats: Int) {
        self.seats = seats
    }

    func buy() -> Int? {
        sold.add(1, ordering: .sequentiallyConsistent)
        let number = sold.load(ordering: .sequentiallyConsistent)
        return number <= seats ? number : nil
    }

    var remaining: Int {
        max(0, seats - sold.load(ordering: .sequentiallyConsistent))
    }
}
