import Foundation

struct PoolTimeout: Error {}

/// 기다리는 스레드는 시간이 되면 깨어나니 따로 알리지 않음.
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
        condition.unlock()
    }
}
