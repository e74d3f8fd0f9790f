import Glibc

/// A signal that a grader sends to a program; see signal(7).
public enum ProgramSignal: Sendable, CaseIterable {
    case term, int, quit, hup, kill, stop, cont, usr1, usr2, chld, pipe

    var number: Int32 {
        switch self {
        case .term: SIGTERM
        case .int: SIGINT
        case .quit: SIGQUIT
        case .hup: SIGHUP
        case .kill: SIGKILL
        case .stop: SIGSTOP
        case .cont: SIGCONT
        case .usr1: SIGUSR1
        case .usr2: SIGUSR2
        case .chld: SIGCHLD
        case .pipe: SIGPIPE
        }
    }
}
