public import Foundation

/// What a test itself shares between threads, behind a lock.
///
/// In ``explore(_:_:line:)`` it is needed although one thread runs at a time: the explorer sees the locks of a grader, not its
/// plain reads and writes, and tries only those orders that differ in what it sees.
///
/// ```swift
/// let runs = Guarded(0)
/// _ = together({ once { runs.withLock { $0 += 1 } } }, { once { runs.withLock { $0 += 1 } } })
/// XCTAssertEqual(runs.value, 1)
/// ```
public final class Guarded<Value> {
    @usableFromInline let lock = NSLock()
    @usableFromInline var stored: Value

    public init(_ value: Value) {
        stored = value
    }

    /// A copy, read under the lock.
    @_alwaysEmitIntoClient
    public var value: Value { withLock { $0 } }

    /// Runs `body` with the value to itself. `body` must not come back for it: the lock is not recursive.
    // Emitted into the grader: locks of the host's executable, which GraderKit is part of, are no events.
    @_alwaysEmitIntoClient
    public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&stored)
    }
}

/// For works that must be `@Sendable`.
extension Guarded: @unchecked Sendable where Value: Sendable {}
