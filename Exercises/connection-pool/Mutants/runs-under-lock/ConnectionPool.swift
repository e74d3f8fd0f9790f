import Foundation

struct PoolTimeout: Error {}

/// 빌린 동안 락을 쥐고 있으면 가장 안전함.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [Connection]

    init(_ connections: [Connection]) {
        idle = connections
    }

    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        let deadline = Date(timeIntervalSinceNow: timeout)
        condition.lock()
        defer { condition.unlock() }
        while idle.isEmpty {
            if !condition.wait(until: deadline) { break }
        }
        guard let connection = idle.popLast() else { throw PoolTimeout() }
        defer { idle.append(connection) }
        return try body(connection)
    }
}
