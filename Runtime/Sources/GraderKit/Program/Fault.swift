import Glibc

/// What goes wrong in a program under test: what Linux may answer any program at any time, made certain. A program that
/// is right passes with all of them.
///
/// Each kind of call (read, write, accept, wait for children, poll) has a counter of its own in each process, so the
/// same program meets the same faults in every run, and one that repeats what failed gets on. Calls that libc makes
/// inside itself (`readLine()`, `print`) are not touched; files are never short or interrupted.
public enum Fault: Sendable, Hashable {
    /// What an `accept` fails with.
    public enum AcceptError: Sendable, Hashable {
        /// `EMFILE`: no descriptor is left. The client goes on waiting.
        case tooManyDescriptors
        /// `ECONNABORTED`: the client hung up before its turn came.
        case aborted
    }

    /// A read from a pipe or stream socket gives at most `max` bytes.
    case shortReads(max: Int)
    /// A write to one takes at most `max` bytes.
    case shortWrites(max: Int)
    /// A write to one first sleeps.
    case slowWrites(milliseconds: Int)
    /// Every nth call that may wait fails with `EINTR`, as when a signal came; at least every 2nd.
    case interrupts(every: Int)
    /// Every nth read, write or accept of a non-blocking descriptor fails with `EAGAIN`; at least every 2nd. Not for
    /// programs that watch edges: those are right to wait for the next one.
    case wouldBlock(every: Int)
    /// Every nth read of a socket fails with `ECONNRESET`, and that connection is dead from then on.
    case connectionResets(every: Int)
    /// `fork` and `posix_spawn` fail with `EAGAIN`: `times` calls, after `after` that do not.
    case failFork(times: Int, after: Int = 0)
    case failAccept(times: Int, after: Int = 0, error: AcceptError = .tooManyDescriptors)
    /// `malloc` of at least `bytes` gives nil. Swift itself ends the process then: for code that allocates by hand.
    case failMalloc(atLeast: Int, times: Int = 1, after: Int = 0)

    /// As `SIL_FAULTS` has it (`Faults.h`).
    var command: String {
        switch self {
        case .shortReads(let max): "short_read=\(Self.checked(max, from: 1))"
        case .shortWrites(let max): "short_write=\(Self.checked(max, from: 1))"
        case .slowWrites(let milliseconds): "slow_write=\(Self.checked(milliseconds, from: 1))"
        case .interrupts(let every): "interrupt=\(Self.checked(every, from: 2))"
        case .wouldBlock(let every): "would_block=\(Self.checked(every, from: 2))"
        case .connectionResets(let every): "reset=\(Self.checked(every, from: 1))"
        case .failFork(let times, let after):
            "fork=\(Self.checked(times, from: 1)),\(Self.checked(after, from: 0))"
        case .failAccept(let times, let after, let error):
            "accept=\(Self.checked(times, from: 1)),\(Self.checked(after, from: 0)),\(error.number)"
        case .failMalloc(let bytes, let times, let after):
            "malloc=\(Self.checked(times, from: 1)),\(Self.checked(after, from: 0)),\(Self.checked(bytes, from: 1))"
        }
    }

    private static func checked(_ number: Int, from least: Int) -> Int {
        precondition(number >= least, "a fault of \(number): at least \(least)")
        return number
    }
}

extension Fault.AcceptError {
    fileprivate var number: Int32 {
        switch self {
        case .tooManyDescriptors: EMFILE
        case .aborted: ECONNABORTED
        }
    }
}
