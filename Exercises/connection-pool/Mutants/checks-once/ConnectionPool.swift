import Foundation

struct PoolTimeout: Error {}

/// 기다렸다 깨어났으면 연결이 있는 것임.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [Connection]

    init(_ connections: [Connection]) {
        idle = connections
    }

    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        let connection = try borrow(before: Date(timeIntervalSinceNow: timeout))
        defer { giveBack(connection) }
        return try body(connection)
    }

    private func borrow(before deadline: Date) throws -> Connection {
        condition.lock()
        defer { condition.unlock() }
        if idle.isEmpty, !condition.wait(until: deadline) { throw PoolTimeout() }
        return idle.removeLast()
    }

    private func giveBack(_ connection: Connection) {
        condition.lock()
        idle.append(connection)
        condition.signal()
        condition.unlock()
    }
}
