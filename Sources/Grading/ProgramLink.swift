import Course
import Foundation

/// The linker's command line for a program, asked of the toolchain's clang once and kept: which start files and which
/// folders of libraries this system has. Running the linker directly costs a third of going through clang.
struct ProgramLink: Sendable {
    /// The recorded words after the linker's name, with the stand-in names below.
    private var words: [String]

    private static let object = "SilObject.o"
    private static let program = "SilProgram"

    /// - Throws: `GradingError.toolchainUnusable` where clang does not say how it would link, such as on a system without
    ///   the C library's start files.
    static func recorded(toolchain: Toolchain, cache: Cache) throws -> ProgramLink {
        let key = SHA256.digest(of: "link 3\n\(toolchain.identity)".utf8).hexadecimal
        let place = "plans/\(key)"
        if let record = cache.record(place), record.kind == "link" {
            return ProgramLink(words: record.all("word"))
        }
        let words = try ask(toolchain, cache: cache)
        cache.store(Record("link", words.map { ("word", $0) }), as: place)
        return ProgramLink(words: words)
    }

    /// - Parameters:
    ///   - inputs: objects, archives and libraries, in the order of the command line.
    ///   - search: folder in which the program finds its shared libraries when it runs.
    func command(linker: String, inputs: [String], output: String, search: String) -> [String] {
        let placed = words.flatMap { word in
            switch word {
            case Self.object: inputs
            case Self.program: [output]
            default: [word]
            }
        }
        return [linker, "-rpath", search, "-z", "noexecstack"] + placed
    }

    private static func ask(_ toolchain: Toolchain, cache: Cache) throws -> [String] {
        let stage = try cache.stage()
        defer { stage.remove() }
        // clang looks whether the file is there, and not into it.
        let object = stage.path + "/" + Self.object
        writeFile([], to: object)
        let answer = try Tool.run(
            toolchain.clang, ["-###", "-fuse-ld=lld", "-pie", object, "-lm", "-o", program])
        // It answers on stderr, one job a line, each word in quotes.
        let lines = String(decoding: answer.errors, as: UTF8.self).split(separator: "\n")
        guard answer.status == 0, let line = lines.last(where: { $0.contains(Self.object) }) else {
            throw GradingError.toolchainUnusable(
                path: toolchain.clang, reason: lines.last.map(String.init) ?? "-###")
        }
        let words = ShellWords.split(line.trimmingCharacters(in: .whitespaces)).dropFirst()
        return words.map { $0 == object ? Self.object : $0 }
    }
}
