import Foundation

/// A value that several threads may reach, behind a lock.
///
/// Not `Synchronization.Mutex`: it remembers the thread's kernel id when a module first uses one, also across a fork. The
/// host runs this module's code before it forks, so in every test it would hold the host's id, and the first mutex of ours
/// that two threads want at once would end the process.
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
