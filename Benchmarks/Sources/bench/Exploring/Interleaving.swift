import Foundation

/// One bug of Benchmarks/Interleavings with its correct twin.
struct Interleaving {
    var family: String
    var name: String
    /// Swift language mode.
    var mode: Int
    /// The kind of finding that the faulty twin must give.
    var finds: String
    var folder: URL

    enum Twin: String, Codable, CaseIterable {
        case bad, good
    }

    var isC: Bool { family == "c" }

    func source(_ twin: Twin) -> URL { folder.appending(path: "\(twin.rawValue).\(isC ? "c" : "swift")") }

    /// All of the collection, from its manifest: two levels of names, then `key: value` lines.
    static func all(in collection: URL) throws -> [Interleaving] {
        let text = try String(contentsOf: collection.appending(path: "interleavings.yml"), encoding: .utf8)
        var found: [Interleaving] = []
        var family = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let depth = line.prefix { $0 == " " }.count
            let parts = line.split(separator: ":", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard let key = parts.first else { continue }
            let value = parts.count > 1 ? parts[1] : ""
            switch depth {
            case 0: family = key
            case 2:
                found.append(
                    Interleaving(
                        family: family, name: key, mode: 5, finds: "",
                        folder: collection.appending(path: "\(family)/\(key)")))
            case 4 where key == "mode": found[found.count - 1].mode = Int(value) ?? 5
            case 4 where key == "finds": found[found.count - 1].finds = value
            default: break
            }
        }
        return found
    }
}
