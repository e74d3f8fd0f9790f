import Glibc

/// Puts a terminal back as it was when a signal ends the process while a whole screen is shown: a shell would find it
/// without echo, without a cursor, on another screen.
///
/// One at a time: what the handler needs lies in variables of the process.
struct TerminalRescue {
    /// Asked to leave, and all ways to crash.
    private static let signals = [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP,
    ]
    private static let stackBytes = 64 * 1024

    private var before: [(signal: Int32, action: sigaction)] = []

    /// - Parameters:
    ///   - modes: of the terminal, to be set again.
    ///   - farewell: what it is to show then: escape sequences.
    init(modes: termios, farewell: String) {
        rescuedModes = modes
        rescueBytes?.deallocate()
        let bytes = Array(farewell.utf8)
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
        copy.initialize(from: bytes, count: bytes.count)
        (rescueBytes, rescueCount) = (copy, bytes.count)
        Self.useOwnStack()
        for signal in Self.signals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = rescue
            // Once: what the handler raises again ends the process.
            action.sa_flags = SA_ONSTACK | CInt(bitPattern: UInt32(SA_RESETHAND))
            sigfillset(&action.sa_mask)
            var old = sigaction()
            guard sigaction(signal, &action, &old) == 0 else { continue }
            // Whoever started us had it ignored (nohup): it goes on being ignored.
            let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1
            if isIgnored { sigaction(signal, &old, nil) } else { before.append((signal, old)) }
        }
    }

    /// The process goes on without it.
    func end() {
        for (signal, action) in before {
            var action = action
            sigaction(signal, &action, nil)
        }
    }

    /// A stack that has run out leaves no room for a handler.
    private static func useOwnStack() {
        var stack = stack_t()
        guard rescueStack == nil else { return }
        rescueStack = .allocate(byteCount: stackBytes, alignment: 16)
        stack.ss_sp = rescueStack
        stack.ss_size = stackBytes
        sigaltstack(&stack, nil)
    }
}

/// What a shell gives an interrupted program.
private let interruptedStatus: Int32 = 130

nonisolated(unsafe) private var rescuedModes = termios()
nonisolated(unsafe) private var rescueBytes: UnsafeMutablePointer<UInt8>?
nonisolated(unsafe) private var rescueCount = 0
nonisolated(unsafe) private var rescueStack: UnsafeMutableRawPointer?

/// Calls only what POSIX allows in a handler.
private func rescue(_ signal: Int32) {
    tcsetattr(STDIN_FILENO, TCSANOW, &rescuedModes)
    if let rescueBytes { _ = write(STDOUT_FILENO, rescueBytes, rescueCount) }
    // As everywhere in this program; other signals end it as themselves.
    if signal == SIGINT { _exit(interruptedStatus) }
    raise(signal)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, signal)
    pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
}
