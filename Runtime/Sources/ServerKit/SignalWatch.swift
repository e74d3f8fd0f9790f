internal import CServerKit
internal import Glibc

/// Signals as something to read, instead of a handler that interrupts the program anywhere; see signalfd(2).
///
/// The signals watched no longer have their usual effect in the thread that makes the watch, nor in threads and
/// processes started from it later: make it before the others. A child that is to end by them calls ``close()`` first.
/// Several signals of the same kind may come as one.
public struct SignalWatch: Hashable, Sendable {
    /// Readable when a signal has come: for a ``Poller``.
    public let descriptor: Int32
    /// The numbers watched, as signal(7) has them.
    public let signals: [Int32]

    /// - Throws: ``SystemError``, among others `EINVAL` if one is no signal. `SIGKILL` and `SIGSTOP` are never seen.
    public init(_ signals: [Int32]) throws {
        self.signals = signals
        descriptor = sk_signal_watch(signals, signals.count)
        guard descriptor >= 0 else { throw SystemError(call: "signalfd", errno: errno) }
    }

    /// Waits for the next signal and gives its number.
    ///
    /// - Throws: ``SystemError`` with `EBADF` after ``close()``.
    public func next() throws -> Int32 {
        while true {
            if let signal = try takeNext() { return signal }
            _ = try waitToRead(descriptor)
        }
    }

    /// The number of a signal that has come, without waiting; nil if none has.
    ///
    /// - Throws: ``SystemError`` with `EBADF` after ``close()``.
    public func takeNext() throws -> Int32? {
        while true {
            let signal = sk_signal_next(descriptor)
            if signal >= 0 { return signal == 0 ? nil : signal }
            guard errno == EINTR else { throw SystemError(call: "read", errno: errno) }
        }
    }

    /// Ends the watch: in the calling thread the signals have their usual effect again, at once if one has come.
    public func close() {
        closeDescriptor(descriptor)
        _ = sk_signal_release(signals, signals.count)
    }
}

/// Makes a signal have no effect on this process; see signal(2), `SIG_IGN`. Started programs ignore it too, and forked
/// children.
///
/// - Throws: ``SystemError`` with `EINVAL` for what cannot be ignored: `SIGKILL`, `SIGSTOP`.
public func ignoreSignal(_ number: Int32) throws {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_IGN
    guard sigaction(number, &action, nil) == 0 else { throw SystemError(call: "sigaction", errno: errno) }
}
