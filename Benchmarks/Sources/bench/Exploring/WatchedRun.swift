import Foundation
import Glibc

/// One run of a program that may never end.
struct WatchedRun {
    enum Ending: Equatable {
        /// Its wait status; 0 is a good end.
        case ended(Int32)
        /// All its threads sleep, or it computes and computes.
        case stuck
    }

    /// When a run counts as stuck. Not by the clock alone: on a busy machine a good run may wait long for a processor.
    struct Patience {
        /// Seconds during which no look finds a thread that could run.
        var asleep: Double
        /// Seconds of processor time.
        var computing: Double
    }

    var ending: Ending
    /// Processor seconds, of all its processes.
    var cpu: Double

    private static let lookSeconds = 0.1
    /// Processor seconds that a program may spend on looking around while it counts as asleep.
    private static let idleSeconds = 0.03

    init(of command: Command, patience: Patience, log: URL) throws {
        Self.blockChildSignal()
        let child = try command.spawn(log: log, inGroup: true)
        var status: Int32 = 0
        var usage = rusage()
        var stillSince = (looks: 0, cpu: 0.0)
        ending = .stuck
        while true {
            if wait4(child, &status, WNOHANG, &usage) == child {
                ending = .ended(status)
                break
            }
            Self.waitForChild()
            let look = Look(at: child)
            if look.isRunnable || look.cpu > stillSince.cpu + Self.idleSeconds {
                stillSince = (0, look.cpu)
            } else {
                stillSince.looks += 1
            }
            let asleep = Double(stillSince.looks) * Self.lookSeconds
            guard asleep < patience.asleep, look.cpu < patience.computing else {
                kill(-child, SIGKILL)
                wait4(child, &status, 0, &usage)
                break
            }
        }
        cpu = command.seconds(usage.ru_utime) + command.seconds(usage.ru_stime)
    }

    /// So that an end wakes `waitForChild` instead of passing unseen between two looks.
    private static func blockChildSignal() {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGCHLD)
        sigprocmask(SIG_BLOCK, &set, nil)
    }

    private static func waitForChild() {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGCHLD)
        var time = timespec(tv_sec: 0, tv_nsec: Int(lookSeconds * 1e9))
        _ = sigtimedwait(&set, nil, &time)
    }

    /// What /proc says of a process now.
    private struct Look {
        /// Some thread runs, waits for a processor, or for a disk.
        var isRunnable = false
        var cpu = 0.0

        init(at process: pid_t) {
            let folder = "/proc/\(process)/task"
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let tick = Double(sysconf(Int32(_SC_CLK_TCK)))
            for thread in threads {
                guard let text = try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8),
                    let name = text.lastIndex(of: ")")
                else { continue }
                // state is the third field, utime the 14th, stime the 15th
                let fields = text[text.index(after: name)...].split(separator: " ")
                guard fields.count > 12 else { continue }
                if fields[0] == "R" || fields[0] == "D" { isRunnable = true }
                cpu += ((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / tick
            }
        }
    }
}
