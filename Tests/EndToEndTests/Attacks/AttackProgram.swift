import Foundation
import Testing

/// One hostile submission: a file or a folder of files in `Programs/`, whose first lines say what it tries and what
/// must come of it.
struct AttackProgram: CustomTestStringConvertible, Sendable {
    /// The file's name without `.swift`, or the folder's: `FAMILY-NAME`.
    var name: String
    /// What it tries, in English.
    var tries: String
    /// Slug of the exercise in `Course/` that it is handed in for. Its answers there are wrong: to pass is to forge.
    var exercise: String
    /// The verdicts that are honest. Two where both are.
    var verdicts: [AttackTier: Set<String>]
    /// The same as they are written, first those of `full`.
    var verdictLists: [String]
    /// What `swift test` says of it, as `Scripts/attacks` measured it.
    var plain: String
    /// The compiler needs so long for it that only `Scripts/test --long` waits.
    var isSlow: Bool
    var files: [URL]

    var testDescription: String { name }
    var family: Substring { name.prefix { $0 != "-" } }

    static let folder = Checkout.root.appending(path: "Tests/EndToEndTests/Attacks/Programs")

    /// Every program that this run hands in.
    static let all: [AttackProgram] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { try? AttackProgram(at: folder.appending(path: $0)) }
            .filter { Checkout.isLong || !$0.isSlow }
    }()

    /// - Throws: `Malformed` for a program whose header does not say all that it must.
    init(at place: URL) throws {
        name = place.deletingPathExtension().lastPathComponent
        files = [place]
        if place.pathExtension != "swift" {
            files = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
                .map { place.appending(path: $0) }
        }
        var header: [String: String] = [:]
        for file in files {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines.prefix(while: { $0.hasPrefix("// ") }) {
                let parts = line.dropFirst(3).split(separator: ": ", maxSplits: 1)
                if parts.count == 2 { header[String(parts[0])] = String(parts[1]) }
            }
        }
        guard let tries = header["tries"], let exercise = header["exercise"], let plain = header["plain"],
            let full = header["verdict-full"], let reduced = header["verdict-reduced"]
        else { throw Malformed(name: name) }
        self.tries = tries
        self.exercise = exercise
        self.plain = plain
        isSlow = header["slow"] != nil
        verdictLists = [full, reduced]
        verdicts = [.full: Self.words(full), .reduced: Self.words(reduced)]
    }

    struct Malformed: Error {
        var name: String
    }

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) })
    }
}

/// How a submission is confined while an attack is tried on it.
enum AttackTier: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case full, reduced

    var testDescription: String { rawValue }
}
