import Foundation
import Glibc

/// Tidies up before SIGINT or SIGTERM ends the process: what lies on disk outlives it otherwise.
///
/// One for the process, for as long as it lives. The handler only writes a byte; a thread does the work, while all others
/// go on, so what fails in them meanwhile is no news (`hold`).
enum Interruption {
    private static let signals = [SIGINT, SIGTERM]
    /// Other threads go on while one removes; what they make meanwhile is removed with the next round.
    private static let roundsMax = 5

    /// - Parameter tidy: removes what is left; true when there was nothing.
    static func arrange(_ tidy: @escaping @Sendable () -> Bool) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        interruptionPipe = ends[1]
        let reader = ends[0]
        Thread {
            var signal: UInt8 = 0
            while read(reader, &signal, 1) < 0, errno == EINTR {}
            isUnderWay = true
            var rounds = 0
            while rounds < roundsMax, !tidy() { rounds += 1 }
            // As everywhere in this program; another signal ends it as itself.
            if Int32(signal) == SIGINT { _exit(ExitStatus.interrupted.rawValue) }
            Glibc.signal(Int32(signal), SIG_DFL)
            kill(getpid(), Int32(signal))
        }.start()
        for signal in signals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = noteInterruption
            action.sa_flags = SA_RESTART
            var old = sigaction()
            guard sigaction(signal, &action, &old) == 0 else { continue }
            // Whoever started us had it ignored (nohup): it goes on being ignored.
            if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 {
                sigaction(signal, &old, nil)
            }
        }
    }

    /// Waits for the end where one is under way: an error of a run that lost its folder must not be told.
    static func hold() {
        while isUnderWay { sleep(1) }
    }
}

nonisolated(unsafe) private var interruptionPipe: Int32 = -1
/// Written once, by the thread that ends the process.
nonisolated(unsafe) private var isUnderWay = false

/// Calls only what POSIX allows in a handler.
private func noteInterruption(_ signal: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(interruptionPipe, &byte, 1)
    errno = before
}
