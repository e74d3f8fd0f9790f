import Foundation

struct PoolTimeout: Error {}

/// 온 차례대로 줄을 세우고, 돌려놓는 스레드가 맨 앞의 스레드에게 연결을 건네줌.
/// 건네받은 뒤에 시간이 다 된 스레드는 받은 연결을 씀.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private final class Ticket {
        var connection: Connection?
    }

    private let condition = NSCondition()
    private var idle: [Connection]
    private var line: [Ticket] = []

    init(_ connections: [Connection]) {
        idle = connections
    }

    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        guard let connection = borrow(seconds: timeout) else { throw PoolTimeout() }
        do {
            let result = try body(connection)
            giveBack(connection)
            return result
        } catch {
            giveBack(connection)
            throw error
        }
    }

    /// nil이면 시간이 다 된 것임. 그때는 줄에서도 빠짐.
    private func borrow(seconds: Double) -> Connection? {
        let deadline = Date(timeIntervalSinceNow: seconds)
        condition.lock()
        defer { condition.unlock() }
        if let connection = idle.popLast() { return connection }
        let ticket = Ticket()
        line.append(ticket)
        while ticket.connection == nil {
            if !condition.wait(until: deadline) { break }
        }
        line.removeAll { $0 === ticket }
        return ticket.connection
    }

    private func giveBack(_ connection: Connection) {
        condition.lock()
        defer { condition.unlock() }
        guard !line.isEmpty else {
            idle.append(connection)
            return
        }
        line.removeFirst().connection = connection
        condition.broadcast()
    }
}
