public import Glibc

/// Waits until the child `pid` has ended, and reaps it; see waitpid(2).
///
/// Other children are left alone: whoever started them can still wait for them. A wait that a signal interrupts
/// goes on.
///
/// - Throws: ``SystemError`` with `ECHILD` if `pid` is no child of this process, has been reaped before, or if
///   `SIGCHLD` is ignored, in which case the system reaps children by itself.
public func waitChild(_ pid: pid_t) throws -> Ending {
    Ending(rawStatus: try waitRawStatus(pid))
}

/// Waits as ``waitChild(_:)`` does, and returns the status as waitpid(2) stores it: exit code and signal packed
/// into one number, which ``Ending/init(rawStatus:)`` takes apart.
///
/// - Throws: ``SystemError`` as ``waitChild(_:)`` does.
public func waitRawStatus(_ pid: pid_t) throws -> Int32 {
    precondition(pid > 0, "\(pid) is no pid: 0 and below stand for groups of children")
    guard let ended = try reap(pid, options: 0) else { throw SystemError(call: "waitpid", errno: ECHILD) }
    return ended.rawStatus
}

/// Waits until any child of this process has ended, and reaps it; see wait(2).
///
/// - Returns: nil if there is no child left.
/// - Note: Takes whichever child ends first, also one that other code started and waits for. Where the pid is
///   known, use ``waitChild(_:)``.
public func waitAnyChild() throws -> (pid: pid_t, ending: Ending)? {
    try reap(-1, options: 0).map { ($0.pid, Ending(rawStatus: $0.rawStatus)) }
}

/// Reaps a child that has already ended, without waiting; see waitpid(2), `WNOHANG`.
///
/// One `SIGCHLD` may stand for several deaths, so call this until it returns nil.
///
/// - Returns: nil if none has ended, or if there is no child left.
public func reapAnyChild() throws -> (pid: pid_t, ending: Ending)? {
    try reap(-1, options: WNOHANG).map { ($0.pid, Ending(rawStatus: $0.rawStatus)) }
}

/// nil: none has ended yet (`WNOHANG`), or there is no child that `pid` stands for.
private func reap(_ pid: pid_t, options: Int32) throws -> (pid: pid_t, rawStatus: Int32)? {
    var rawStatus: Int32 = 0
    while true {
        let ended = waitpid(pid, &rawStatus, options)
        if ended > 0 { return (ended, rawStatus) }
        if ended == 0 || errno == ECHILD { return nil }
        guard errno == EINTR else { throw SystemError(call: "waitpid", errno: errno) }
    }
}
