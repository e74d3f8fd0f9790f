import Foundation

struct PoolTimeout: Error {}

/// 일이 끝나면 돌려놓음. 오류가 나면 그다음 줄로 가지 않음.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [Connection]

    init(_ connections: [Connection]) {
        idle = connections
    }

    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        let connection = try borrow(before: Date(timeIntervalSinceNow: timeout))
        let result = try body(connection)
        giveBack(connection)
        return result
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
