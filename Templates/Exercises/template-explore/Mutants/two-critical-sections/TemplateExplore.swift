import Synchronization

final class TicketBox: Sendable {
    private let tickets: Mutex<Int>

    init(tickets: Int) { self.tickets = Mutex(tickets) }

    func sell() -> Bool {
        let isLeft = tickets.withLock { $0 > 0 }
        if isLeft { tickets.withLock { $0 -= 1 } }
        return isLeft
    }

    var left: Int { tickets.withLock { $0 } }
}
