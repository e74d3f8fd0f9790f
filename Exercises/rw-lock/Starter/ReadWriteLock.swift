import Foundation

/// 읽기-쓰기 락. 읽는 스레드끼리는 함께 들어가고, 쓰는 스레드는 혼자 들어감.
///
/// 쓰려는 스레드가 기다리고 있으면 새로 온 읽기는 그 뒤에 섬. 읽기가 이어져도 쓰기가 굶지 않음.
final class ReadWriteLock: @unchecked Sendable {
    private let condition = NSCondition()
    private var readers = 0
    private var isWriting = false
    private var waitingWriters = 0

    /// 읽는 동안 `body`를 부름. `body`가 오류를 던져도 락은 풀림.
    func withRead<Result>(_ body: () throws -> Result) rethrows -> Result {
        condition.lock()
        // 1. 누가 쓰고 있거나 쓰려고 기다리는 동안 기다리세요.
        readers += 1
        condition.unlock()

        defer {
            condition.lock()
            readers -= 1
            // 2. 마지막으로 나가는 읽기가 깨워야 할 스레드는 누구일까요?
            condition.unlock()
        }
        return try body()
    }

    /// 쓰는 동안 `body`를 부름. `body`가 오류를 던져도 락은 풀림.
    func withWrite<Result>(_ body: () throws -> Result) rethrows -> Result {
        condition.lock()
        // 3. 기다린다고 표시해 두고, 읽는 스레드도 쓰는 스레드도 없을 때까지 기다리세요.
        isWriting = true
        condition.unlock()

        defer {
            condition.lock()
            isWriting = false
            // 4. 기다리던 읽기와 쓰기가 모두 다시 볼 수 있게 하세요.
            condition.unlock()
        }
        return try body()
    }
}
