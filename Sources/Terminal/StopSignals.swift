import Glibc

/// Hears of a terminal's new size, of being stopped and of going on again, and tells by a descriptor that can be waited
/// for together with keys.
///
/// One at a time: what the handler needs lies in a variable of the process.
struct StopSignals {
    private static let signals = [SIGWINCH, SIGTSTP, SIGCONT]
    private static let noticesMax = 64
    /// How long it may take until all are stopped, in milliseconds.
    private static let stopMS: Int32 = 500

    let descriptor: Int32
    private let writing: Int32
    private var before: [(signal: Int32, action: sigaction)] = []

    /// nil when the process may open no more descriptors.
    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            // A handler must never wait for a pipe that is full.
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (descriptor, writing) = (ends[0], ends[1])
        noticeDescriptor = writing
        for signal in Self.signals {
            var old = sigaction()
            guard Self.handle(signal, &old) else { continue }
            before.append((signal, old))
        }
    }

    func end() {
        for (signal, action) in before {
            var action = action
            sigaction(signal, &action, nil)
        }
        noticeDescriptor = -1
        close(descriptor)
        close(writing)
    }

    /// What was heard since it was asked last.
    func take() -> Set<Int32> {
        var bytes = [UInt8](repeating: 0, count: Self.noticesMax)
        var heard: Set<Int32> = []
        while case let count = read(descriptor, &bytes, bytes.count), count > 0 {
            heard.formUnion(bytes[..<count].map(Int32.init))
        }
        return heard
    }

    /// Stops the process as the signal does to a program that knows nothing of it, and returns when it goes on.
    ///
    /// - Parameter group: with all processes of its job, as a terminal does at Ctrl-Z.
    func stop(group: Bool) {
        var usual = sigaction()
        usual.__sigaction_handler.sa_handler = SIG_DFL
        var ours = sigaction()
        sigaction(SIGTSTP, &usual, &ours)
        defer { sigaction(SIGTSTP, &ours, nil) }
        guard !group else { return stopGroup() }
        // A thread of a pool takes no signals. Sent to this one and let in here, it stops us on this very line.
        var stopping = sigset_t()
        sigemptyset(&stopping)
        sigaddset(&stopping, SIGTSTP)
        var mask = sigset_t()
        raise(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stopping, &mask)
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// Whichever thread takes the signal, all stop, somewhere before the notice of going on is read here. One more signal to
    /// this thread could come after that, and stop it a second time.
    private func stopGroup() {
        kill(0, SIGTSTP)
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // A group that has no shell to go on by is not stopped at all.
        var isWaiting = true
        while isWaiting {
            let ready = poll(&polled, 1, Self.stopMS)
            // What the handler has written is there at the next look.
            if ready < 0, errno == EINTR { continue }
            isWaiting = ready > 0 && !take().contains(SIGCONT)
        }
    }

    private static func handle(_ signal: Int32, _ old: inout sigaction) -> Bool {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = notice
        action.sa_flags = SA_RESTART
        sigemptyset(&action.sa_mask)
        guard sigaction(signal, &action, &old) == 0 else { return false }
        // A shell without job control has its children ignore being stopped.
        let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1
        if isIgnored { sigaction(signal, &old, nil) }
        return !isIgnored
    }
}

nonisolated(unsafe) private var noticeDescriptor: Int32 = -1

/// Calls only what POSIX allows in a handler.
private func notice(_ signal: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    // A full pipe holds notices enough.
    if noticeDescriptor >= 0 { _ = write(noticeDescriptor, &byte, 1) }
    errno = before
}
