/// How a job came to its end.
public enum Ending: Sendable, Equatable {
    case exited(Int32)
    /// The number of the signal. In tier `full` bubblewrap tells a death by signal N as status 128 + N, so a program
    /// that exits with such a status by itself is taken for one that died.
    case signalled(Int32)
    case wallTime
    case cpuTime
    case outOfMemory
    case outputLimit
    /// More files in the run's temporary folder than `Sandbox.temporaryFiles`; where no tier `full` makes writes fail
    /// by itself, also more bytes than `Sandbox.temporaryMB`, or written in all than `Sandbox.writtenMB`.
    case diskFull
    /// By `Confined.kill()` or a cancelled task.
    case killed
}

extension Ending {
    /// - Parameter isBubblewrap: it is bubblewrap's own end, which leaves with the status of the program.
    init(waitStatus: Int32, isBubblewrap: Bool) {
        let signal = waitStatus & 0x7f
        let status = (waitStatus >> 8) & 0xff
        if signal != 0 {
            self = .signalled(signal)
        } else if isBubblewrap, status > 128, status <= 128 + 64 {
            self = .signalled(status - 128)
        } else {
            self = .exited(status)
        }
    }
}
