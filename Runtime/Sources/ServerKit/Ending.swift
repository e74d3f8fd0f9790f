internal import CServerKit

/// How a process ended. There are these two ways and no other: see wait(2).
public enum Ending: Hashable, Sendable {
    /// It returned from `main` or called `exit` or `_exit`. The code is 0…255: the system keeps the low 8 bits.
    case exited(Int32)
    /// A signal ended it: one it was sent (`SIGKILL`), or one its own fault raised (`SIGSEGV`).
    case killed(Int32)

    /// Takes apart the status that `wait` and `waitpid` store.
    ///
    /// A status is not an exit code: exit code 3 is stored as 768, a death by `SIGSEGV` as 11, or as 139 when memory
    /// was dumped as well.
    ///
    /// - Precondition: `rawStatus` is of a child that ended. Those of stopped and continued children only come
    ///   where `waitpid` was asked for them (`WUNTRACED`, `WCONTINUED`).
    public init(rawStatus: Int32) {
        if sk_did_exit(rawStatus) {
            self = .exited(sk_exit_code(rawStatus))
            return
        }
        precondition(sk_was_killed(rawStatus), "status \(rawStatus) is of a child that has not ended")
        self = .killed(sk_signal(rawStatus))
    }
}

extension Ending: CustomStringConvertible {
    /// `exited(3)`, `killed(SIGSEGV)`; a signal without a name as its number.
    public var description: String {
        switch self {
        case .exited(let code):
            return "exited(\(code))"
        case .killed(let signal):
            return "killed(\(signalName(signal)))"
        }
    }
}

/// What signal(7) calls a signal: `SIGSEGV`; one without a name as its number.
public func signalName(_ number: Int32) -> String {
    guard let name = sk_signal_short_name(number) else { return "\(number)" }
    return "SIG\(String(cString: name))"
}
