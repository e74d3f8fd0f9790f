public import Foundation

/// A place that nobody leaves until so many have come: proof that they were there together.
///
/// What takes too long to happen is no proof that it cannot; a thread that comes back from here is one that it can. In
/// ``explore(_:_:line:)`` those who never meet are found as a deadlock; outside of it they wait until the test's time is over.
///
/// ```swift
/// let meeting = Meeting(of: 2)
/// let read = { lock.withRead { meeting.arrive() } }
/// _ = together(read, read)
/// ```
///
/// Of threads of one process; processes meet in `ServerKit.SharedMemory`.
public final class Meeting: @unchecked Sendable {
    @usableFromInline let condition = NSCondition()
    @usableFromInline var missing: Int

    /// - Parameter count: how many have to come. Whoever comes later passes.
    public init(of count: Int) {
        missing = count
    }

    /// Waits until all have come.
    // Emitted into the grader for the reason that `Guarded.withLock` is.
    @_alwaysEmitIntoClient
    public func arrive() {
        condition.lock()
        defer { condition.unlock() }
        missing -= 1
        if missing == 0 { condition.broadcast() }
        while missing > 0 { condition.wait() }
    }
}
