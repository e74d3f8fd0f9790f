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

    /// Ids of the processes that were started with this argument.
    static func withArgument(_ argument: String) -> [Int] {
        all.filter { id in
            let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
            return line.split(separator: 0).contains { $0.elementsEqual(argument.utf8) }
        }
    }

    /// Ids of what a process has started, and of what that has.
    static func descendants(of process: Int) -> Set<Int> {
        let parents = Dictionary(grouping: all) { id -> Int in
            let status = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
            // The name before may hold anything, a closing parenthesis too.
            let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 ? Int(fields[1]) ?? 0 : 0
        }
        var found: Set<Int> = []
        var waiting = [process]
        while let next = waiting.popLast() {
            for child in parents[next, default: []] where found.insert(child).inserted {
                waiting.append(child)
            }
        }
        return found
    }
}
