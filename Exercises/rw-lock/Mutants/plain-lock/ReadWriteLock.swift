import Foundation

final class ReadWriteLock: @unchecked Sendable {
    private let lock = NSLock()

    func withRead<Result>(_ body: () throws -> Result) rethrows -> Result {
        try withWrite(body)
    }

    func withWrite<Result>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }
}
