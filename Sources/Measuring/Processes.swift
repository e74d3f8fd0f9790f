import Foundation
import Glibc

/// What /proc says of processes, and of all cores together.
enum ProcFile {
    /// The beginning of a file of /proc; nil where it cannot be read (any more).
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = read(descriptor, &bytes, bytes.count)
        return count >= 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}

/// Proportional set size: memory in RAM, each page divided by the number of processes that have it mapped.
public enum ProportionalMemory {
    /// MiB of all of them together; nil where one of them may not be read, as the sum would be too small.
    public static func mebibytes(of processes: [Int32]) -> Double? {
        var kilobytes = 0
        for process in processes {
            guard let text = ProcFile.text("/proc/\(process)/smaps_rollup") else {
                // Gone meanwhile is no memory; there and closed is no figure.
                if kill(process, 0) != 0, errno == ESRCH { continue }
                return nil
            }
            guard let own = pss(in: text) else { continue }
            kilobytes += own
        }
        return kilobytes > 0 ? Double(kilobytes) / 1024 : nil
    }

    /// The figure of the line `Pss:`; nil where there is none, as in a zombie.
    static func pss(in text: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix("Pss:") }?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
}

/// Who has had how much processor time.
enum ProcessorTime {
    /// How many ticks a second has.
    static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

    /// Seconds of the processes and of the children that they have waited for.
    static func seconds(of processes: [Int32]) -> Double {
        processes.reduce(0) { $0 + seconds(of: $1) }
    }

    /// What runs is counted in nanoseconds where the kernel tells them: eight processes that each hide up to a tick of
    /// 10 ms would hide all of a server's work.
    private static func seconds(of process: Int32) -> Double {
        guard let times = ProcFile.text("/proc/\(process)/stat").flatMap(ticks(in:)) else { return 0 }
        let own = nanoseconds(of: process).map { Double($0) / 1e9 } ?? Double(times.own) / ticksPerSecond
        return own + Double(times.children) / ticksPerSecond
    }

    /// Of all threads of a process; nil where the kernel does not tell.
    private static func nanoseconds(of process: Int32) -> Int? {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return threads.reduce(into: Int?.none) { sum, thread in
            let text = ProcFile.text("/proc/\(process)/task/\(thread)/schedstat")
            guard let own = text?.split(separator: " ").first.flatMap({ Int($0) }) else { return }
            sum = (sum ?? 0) + own
        }
    }

    /// Fields 14 to 17 of a line of /proc/PID/stat: user and system time of a process, and of the children that it has
    /// waited for. Its name may hold blanks and brackets.
    static func ticks(in line: String) -> (own: Int, children: Int)? {
        guard let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[line.index(after: end)...].split(separator: " ")
        guard fields.count > 14 else { return nil }
        let times = fields[11...14].compactMap { Int($0) }
        return times.count == 4 ? (times[0] + times[1], times[2] + times[3]) : nil
    }

    /// Ticks of all cores since the machine started.
    struct Machine: Equatable {
        /// Everything, idling included.
        var all: Int
        /// What somebody used; also what the host took from a virtual machine.
        var busy: Int

        /// The first line of /proc/stat: user nice system idle iowait irq softirq steal guest guest_nice. Guests are in
        /// the first two.
        init?(text: String) {
            guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return nil }
            let numbers = line.split(separator: " ").dropFirst().prefix(8).compactMap { Int($0) }
            guard numbers.count >= 7 else { return nil }
            all = numbers.reduce(0, +)
            busy = all - numbers[3] - numbers[4]
        }

        static func now() -> Machine? { ProcFile.text("/proc/stat").flatMap(Machine.init(text:)) }
    }

    /// Of this process, in seconds.
    static func own() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
    }
}
