import Foundation

/// 정한 시간 안에 연결을 빌리지 못함.
struct PoolTimeout: Error {}

/// 데이터베이스 연결 몇 개를 미리 열어 두고, 요청을 맡은 스레드들이 빌려 쓰고 돌려놓는 커넥션 풀.
///
/// - 한 연결은 한 번에 한 스레드만 씀. 다른 연결을 빌린 스레드끼리는 함께 일함.
/// - 남은 연결이 없으면 잠들어 기다림. `timeout`초 안에 빌리지 못하면 `PoolTimeout`을 던짐.
/// - 어떻게 끝나든(일이 끝나든, 오류를 던지든, 시간이 다 되든) 풀은 연결을 잃지 않음.
final class ConnectionPool<Connection: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    /// 아무도 빌려 가지 않은 연결.
    private var idle: [Connection]

    /// - Parameter connections: 미리 열어 둔 연결, 하나 이상.
    init(_ connections: [Connection]) {
        idle = connections
    }

    /// 연결 하나를 빌려 `body`를 부르고, 그 결과를 돌려주거나 그 오류를 그대로 던짐.
    ///
    /// - Parameter timeout: 빌리려고 기다릴 시간(초). 0이면 기다리지 않음. `body`가 쓰는 시간은 세지 않음.
    func with<Result>(timeout: Double, _ body: (Connection) throws -> Result) throws -> Result {
        // 1. 남은 연결이 없는 동안, 시간이 다 될 때까지 기다리세요.
        //    `condition.wait(until: Date(timeIntervalSinceNow: timeout))`은 시간이 다 되면 false를 돌려줌.
        let connection = idle.removeLast()

        // 2. body가 오류를 던져도 연결은 돌아와야 함.
        let result = try body(connection)
        idle.append(connection)
        return result
    }
}
