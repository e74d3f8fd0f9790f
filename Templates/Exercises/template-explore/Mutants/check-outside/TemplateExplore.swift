import Foundation

final class TicketBox: @unchecked Sendable {
    private let lock = NSLock()
    private var tickets: Int

    init(tickets: Int) { self.tickets = tickets }

    func sell() -> Bool {
        guard tickets > 0 else { return false }
        lock.lock()
        defer { lock.unlock() }
        tickets -= 1
        return true
    }

    var left: Int {
        lock.lock()
        defer { lock.unlock() }
        return tickets
    }
}
