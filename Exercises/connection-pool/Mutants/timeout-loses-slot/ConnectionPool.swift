import Foundation

struct PoolTimeout: Error {}

/// 줄을 서면서 한 자리를 제 몫으로 셈. 시간이 다 되면 그냥 돌아감.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [Connection]
    /// 줄을 선 스레드의 몫까지 뺀 수. 0보다 작을 수 있음.
    private var free: Int

    init(_ connections: [Connection]) {
        idle = connections
        free = connections.count
    }

    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        let connection = try borrow(before: Date(timeIntervalSinceNow: timeout))
        defer { giveBack(connection) }
        return try body(connection)
    }

    private func borrow(before deadline: Date) throws -> Connection {
        condition.lock()
        defer { condition.unlock() }
        free -= 1
        if free < 0 {
            while idle.isEmpty {
                if !condition.wait(until: deadline) { throw PoolTimeout() }
            }
        }
        guard free >= 0 || deadline > Date(), let connection = idle.popLast() else { throw PoolTimeout() }
        return connection
    }

    private func giveBack(_ connection: Connection) {
        condition.lock()
        free += 1
        idle.append(connection)
        condition.signal()
        condition.unlock()
    }
}
