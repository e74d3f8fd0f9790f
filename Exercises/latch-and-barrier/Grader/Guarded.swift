import Foundation

/// What the tests themselves share between threads.
///
/// Behind a lock, also so that the explorer sees in which order it is used: it sees the locks of a grader, not its plain reads
/// and writes.
final class Guarded<Value> {
    private let lock = NSLock()
    private var stored: Value

    init(_ value: Value) {
        stored = value
    }

    var value: Value { withLock { $0 } }

    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return body(&stored)
    }
}
