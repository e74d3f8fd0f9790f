import Synchronization

/// 확인한 값이 그대로일 때만 하나 줄임. 그사이에 남이 팔았으면 다시 확인함.
final class TicketBox: Sendable {
    private let tickets: Atomic<Int>

    init(tickets: Int) { self.tickets = Atomic(tickets) }

    func sell() -> Bool {
        var seen = tickets.load(ordering: .relaxed)
        while seen > 0 {
            let result = tickets.compareExchange(expected: seen, desired: seen - 1, ordering: .relaxed)
            if result.exchanged { return true }
            seen = result.original
        }
        return false
    }

    var left: Int { tickets.load(ordering: .relaxed) }
}
