/// How a job came to its end.
public enum Ending: Sendable, Equatable {
    case exited(Int32)
    /// The number of the signal. bubblewrap tells a death by signal N as status 128 + N, so a program that exits
    /// with such a status by itself is taken for one that died.
    case signalled(Int32)
    case wallTime
    case cpuTime
    case outOfMemory
    case outputLimit
    /// By `Confined.kill()` or a cancelled task.
    case killed
}

extension Ending {
    /// What bubblewrap's own end says: it leaves with the status of the program.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        let status = (waitStatus >> 8) & 0xff
        if signal != 0 {
            self = .signalled(signal)
        } else if status > 128, status <= 128 + 64 {
            self = .signalled(status - 128)
        } else {
            self = .exited(status)
        }
    }
}
