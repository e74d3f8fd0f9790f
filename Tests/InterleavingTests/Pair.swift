import Foundation
import Testing
import Yams

/// A program with one concurrency bug and its correct twin, as `Benchmarks/Interleavings` holds them.
struct Pair: Sendable, CustomTestStringConvertible {
    enum Twin: String {
        case bad, good
    }

    /// `family/name`, which is its folder as well.
    let name: String
    /// What the manifest says of it.
    let row: Row

    struct Row: Decodable, Sendable {
        /// Swift language mode of both twins; none for C.
        let mode: Int?
        /// The kind of finding that the bad twin must give; the good one must give none of any kind.
        let finds: String
        /// What is wrong in the bad twin.
        let bug: String
    }

    var family: String { String(name.prefix { $0 != "/" }) }
    var isC: Bool { family == "c" }
    var testDescription: String { name }

    func file(_ twin: Twin) -> URL {
        Self.folder.appending(path: "\(name)/\(twin.rawValue).\(isC ? "c" : "swift")")
    }

    static let folder = Checkout.root.appending(path: "Benchmarks/Interleavings")

    /// All pairs of the manifest; none if it cannot be read, which a test of its own tells.
    static let all = (try? manifest()) ?? []

    static func manifest() throws -> [Pair] {
        let text = try String(contentsOf: folder.appending(path: "interleavings.yml"), encoding: .utf8)
        let families = try YAMLDecoder().decode([String: [String: Row]].self, from: text)
        return families.flatMap { family, rows in
            rows.map { Pair(name: "\(family)/\($0.key)", row: $0.value) }
        }
        .sorted { $0.name < $1.name }
    }
}
