import Foundation

struct PoolTimeout: Error {}

/// 배열에서 꺼내고 넣는 것은 한 줄이니 잠그지 않음. 기다릴 때만 락을 쥠.
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
        while idle.isEmpty {
            condition.lock()
            defer { condition.unlock() }
            if !condition.wait(until: deadline) { break }
        }
        guard let connection = idle.popLast() else { throw PoolTimeout() }
        return connection
    }

    private func giveBack(_ connection: Connection) {
        idle.append(connection)
        condition.signal()
    }
}
