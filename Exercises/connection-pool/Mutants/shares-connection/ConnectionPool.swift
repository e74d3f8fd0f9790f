import Foundation

struct PoolTimeout: Error {}

/// 남은 것이 없으면 누가 쓰던 연결을 함께 씀.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [Connection]
    private let all: [Connection]

    init(_ connections: [Connection]) {
        idle = connections
        all = connections
    }

    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        let connection = try borrow(before: Date(timeIntervalSinceNow: timeout))
        defer { giveBack(connection) }
        return try body(connection)
    }

    private func borrow(before deadline: Date) throws -> Connection {
        condition.lock()
        defer { condition.unlock() }
        guard let connection = idle.popLast() ?? all.first else { throw PoolTimeout() }
        return connection
    }

    private func giveBack(_ connection: Connection) {
        condition.lock()
        if idle.count < all.count { idle.append(connection) }
        condition.signal()
        condition.unlock()
    }
}
