import Foundation

struct ProcessGlance: Equatable {
    var name: String
    var parent: Int32
    var threads: Int
    var isZombie: Bool
}

/// `/proc/PID/status`는 `이름: 값`이 한 줄에 하나씩이라 이름 속의 빈칸에 속지 않음.
func glance(at pid: Int32) -> ProcessGlance? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return nil }
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        values[String(parts[0])] = String(parts[1].dropFirst())
    }
    guard let name = values["Name"], let parent = values["PPid"].flatMap(Int32.init),
        let threads = values["Threads"].flatMap(Int.init), let state = values["State"]
    else { return nil }
    return ProcessGlance(name: name, parent: parent, threads: threads, isZombie: state.hasPrefix("Z"))
}
