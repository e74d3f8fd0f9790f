import Foundation

struct ProcessGlance: Equatable {
    var name: String
    var parent: Int32
    var threads: Int
    var isZombie: Bool
}

func glance(at pid: Int32) -> ProcessGlance? {
    guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return nil }
    let fields = line.split(separator: " ")
    return ProcessGlance(
        name: String(fields[1].dropFirst().dropLast()), parent: Int32(fields[3]) ?? 0,
        threads: Int(fields[19]) ?? 0, isZombie: fields[2] == "Z")
}
