import Foundation

/// What runs on this machine right now, as /proc tells it.
enum Processes {
    /// Ids of all processes.
    static var all: [Int] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap(Int.init)
    }

    /// Ids of the processes whose name (`comm`) is this one.
    static func named(_ name: String) -> [Int] {
        all.filter { id in
            let comm = try? String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8)
            return comm?.trimmingCharacters(in: .whitespacesAndNewlines) == name
        }
    }
}
