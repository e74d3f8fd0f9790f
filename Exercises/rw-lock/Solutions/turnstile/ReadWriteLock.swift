import Foundation

/// 회전문 하나와 락 하나. 쓰는 스레드는 회전문을 잠근 채 안이 비기를 기다리니, 새로 온 읽기가 앞지르지 못함.
final class ReadWriteLock: @unchecked Sendable {
    private let turnstile = NSLock()
    private let condition = NSCondition()
    private var readers = 0

    func withRead<Result>(_ body: () throws -> Result) rethrows -> Result {
        turnstile.lock()
        condition.lock()
        readers += 1
        condition.unlock()
        turnstile.unlock()
        defer {
            condition.lock()
            readers -= 1
            condition.broadcast()
            condition.unlock()
        }
        return try body()
    }

    func withWrite<Result>(_ body: () throws -> Result) rethrows -> Result {
        turnstile.lock()
        defer { turnstile.unlock() }
        condition.lock()
        while readers > 0 { condition.wait() }
        condition.unlock()
        return try body()
    }
}
