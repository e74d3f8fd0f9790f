import Foundation
import Glibc

/// The machine a figure belongs to, in one line.
struct Machine {
    let swift: String

    var description: String {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(processor), \(cores) cores, Linux \(kernel), \(swift), load \(load)"
    }

    /// Load averages of 1, 5 and 15 minutes.
    var load: String {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return text.split(separator: " ").prefix(3).joined(separator: " ")
    }

    private var processor: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let name = text.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":")
            .last
        return name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    }

    private var kernel: String {
        let text = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
        return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "?"
    }
}
