import Foundation

struct ProcessGlance: Equatable {
    var name: String
    var parent: Int32
    var threads: Int
    var isZombie: Bool
}

func glance(at pid: Int32) -> ProcessGlance? {
    guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
        let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")")
    else { return nil }
    let fields = line[line.index(after: close)...].split(separator: " ")
    guard fields.count > 16, let parent = Int32(fields[1]), let threads = Int(fields[16]) else { return nil }
    return ProcessGlance(
        name: String(line[line.index(after: open)..<close]), parent: parent, threads: threads,
        isZombie: fields[0] == "Z")
}
