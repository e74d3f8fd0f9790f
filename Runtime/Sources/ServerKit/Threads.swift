internal import CServerKit
internal import Glibc
import Synchronization

/// A thread of this process that was started by ``startThread(_:)``; see pthread_create(3).
///
/// It must be joined or detached once: until then its stack is kept, also after it has ended.
public final class RunningThread: Sendable {
    private let handle: pthread_t
    private let isOpen = Atomic(true)

    init(_ handle: pthread_t) {
        self.handle = handle
    }

    /// Waits until the thread has ended. What it did is visible afterwards; see pthread_join(3).
    ///
    /// A second call, and one after ``detach()``, is a programming error and traps.
    public func join() {
        take("join")
        let error = pthread_join(handle, nil)
        precondition(error == 0, "pthread_join: \(String(cString: strerror(error)))")
    }

    /// Lets the thread end by itself: its stack is freed when it does, and nobody can wait for it any more.
    public func detach() {
        take("detach")
        pthread_detach(handle)
    }

    private func take(_ call: StaticString) {
        precondition(isOpen.exchange(false, ordering: .relaxed), "\(call): already joined or detached")
    }
}

/// Starts a thread that runs `body` and ends where it ends.
///
/// What the caller did before is visible in `body`; nothing else is ordered until ``RunningThread/join()``. Foundation's
/// `Thread` has no `join`, and `pthread_create` takes no closure.
///
/// - Throws: ``SystemError`` if there is no thread, such as `EAGAIN` at a limit on threads.
public func startThread(_ body: @escaping @Sendable () -> Void) throws -> RunningThread {
    var handle = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let error = pthread_create(
        &handle, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, work.toOpaque())
    guard error == 0 else {
        work.release()
        throw SystemError(call: "pthread_create", errno: error)
    }
    return RunningThread(handle)
}

/// Where the calling thread's stack lies; see pthread_getattr_np(3), which Swift cannot see.
///
/// Addresses, not memory: they serve to be compared. That of the first thread may grow downwards up to its limit, which
/// is counted in. The addresses of a thread that has ended may be given to the next one that starts.
///
/// - Throws: ``SystemError``, such as `ENOENT` for the first thread where there is no /proc.
public func currentStack() throws -> Range<UInt> {
    var lowest: UInt = 0
    var byteCount = 0
    let error = sk_stack(&lowest, &byteCount)
    guard error == 0 else { throw SystemError(call: "pthread_getattr_np", errno: error) }
    return lowest..<lowest + UInt(byteCount)
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
