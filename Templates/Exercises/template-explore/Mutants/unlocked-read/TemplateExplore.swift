import Foundation

final class TicketBox: @unchecked Sendable {
    private let lock = NSLock()
    private var tickets: Int

    init(tickets: Int) { self.tickets = tickets }

    func sell() -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard tickets > 0 else { return false }
        tickets -= 1
        return true
    }

    var left: Int { tickets }
}
