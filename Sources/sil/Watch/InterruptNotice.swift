import Glibc

/// Hears of Ctrl-C instead of being ended by it, so that what was started can be put away first.
///
/// One at a time: what the handler needs lies in a variable of the process. A second Ctrl-C ends at once.
struct InterruptNotice {
    /// Stays open to the end of the process: the handler writes to it.
    private static let bell = Bell()

    /// Readable once there was one.
    var descriptor: Int32 { Self.bell.descriptor }

    init() {
        interruptDescriptor = Self.bell.writing
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in
            let saved = errno
            if interruptCount > 0 { _exit(ExitStatus.interrupted.rawValue) }
            interruptCount += 1
            var byte: UInt8 = 1
            _ = write(interruptDescriptor, &byte, 1)
            errno = saved
        }
        sigemptyset(&action.sa_mask)
        var old = sigaction()
        sigaction(SIGINT, nil, &old)
        // Whoever started us had it ignored (nohup): it goes on being ignored.
        let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1
        if !isIgnored, descriptor >= 0 { sigaction(SIGINT, &action, nil) }
    }

    func take() -> Bool { Self.bell.take() }
}

nonisolated(unsafe) private var interruptDescriptor: Int32 = -1
nonisolated(unsafe) private var interruptCount = 0
