import Foundation

struct PoolTimeout: Error {}

/// 빌리기와 돌려놓기만 락 안에서 하고, 일은 락 밖에서 함.
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
        while idle.isEmpty {
            if !condition.wait(until: deadline) { break }
        }
        guard let connection = idle.popLast() else { throw PoolTimeout() }
        return connection
    }

    private func giveBack(_ connection: Connection) {
        condition.lock()
        idle.append(connection)
        condition.signal()
        condition.unlock()
    }
}
