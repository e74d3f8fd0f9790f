import Foundation

final class ReadWriteLock: @unchecked Sendable {
    private let condition = NSCondition()
    private var readers = 0
    private var isWriting = false
    private var waitingWriters = 0

    func withRead<Result>(_ body: () throws -> Result) rethrows -> Result {
        condition.lock()
        while isWriting || waitingWriters > 0 { condition.wait() }
        readers += 1
        condition.unlock()
        defer {
            condition.lock()
            readers -= 1
            if readers == 0 { condition.broadcast() }
            condition.unlock()
        }
        return try body()
    }

    func withWrite<Result>(_ body: () throws -> Result) rethrows -> Result {
        condition.lock()
        waitingWriters += 1
        while isWriting || readers > 0 { condition.wait() }
        waitingWriters -= 1
        isWriting = true
        condition.unlock()
        defer {
            condition.lock()
            isWriting = false
            condition.broadcast()
            condition.unlock()
        }
        return try body()
    }
}
