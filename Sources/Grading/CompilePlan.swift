import Course
import Foundation

/// The front-end job that the driver would run for a module of an exercise, asked of the driver once for each
/// toolchain and set of flags, and kept. Only names differ between exercises, so the job is run directly from then on:
/// the driver and the build system cost more than the compiler.
struct CompilePlan: Sendable {
    struct Flags: Sendable, Hashable {
        var languageMode: Int
        var isOptimized: Bool
        /// Each access of memory is marked for the schedule explorer.
        var isExplored = false
        /// Code outside of declarations is the program, and nobody imports it.
        var isWholeProgram = false

        var identity: String {
            "mode \(languageMode) \(isOptimized ? "-O" : "-Onone")\(isExplored ? " explored" : "")"
                + (isWholeProgram ? " whole" : "")
        }
    }

    /// The recorded job with the stand-in names below.
    private var job: [String]

    private static let source = "SilSource.swift"
    private static let object = "SilObject.o"
    private static let module = "SilModule"
    /// Where the compiler finds its module cache, in a sandbox that has paths of its own.
    static let moduleCache = "/modules-cache"

    static func recorded(_ flags: Flags, toolchain: Toolchain, cache: Cache) throws -> CompilePlan {
        let key = SHA256.digest(of: "plan 3\n\(toolchain.identity)\n\(flags.identity)".utf8).hexadecimal
        let place = "plans/\(key)"
        if let record = cache.record(place), record.kind == "plan" {
            return CompilePlan(job: record.all("word"))
        }
        let job = try ask(flags, toolchain: toolchain, cache: cache)
        cache.store(Record("plan", job.map { ("word", $0) }), as: place)
        return CompilePlan(job: job)
    }

    /// The command line of one module: sources, products and folders by their paths inside the sandbox.
    func command(
        module: String, sources: [String], object: String, moduleCache: String, searching folders: [String]
    ) -> [String] {
        var arguments: [String] = []
        for word in job {
            switch word {
            case Self.source: arguments += sources
            case Self.object: arguments.append(object)
            case Self.module: arguments.append(module)
            case Self.moduleCache: arguments.append(moduleCache)
            default: arguments.append(word)
            }
        }
        // An expression that takes this long to check is told with its place, long before the compile is ended. And the
        // compiler need not check its own work between its passes: that takes a tenth of its time and finds its bugs only.
        return arguments + folders.flatMap { ["-I", $0] }
            + ["-diagnostic-style=llvm", "-solver-expression-time-threshold=5", "-sil-verify-none"]
    }

    private static func ask(_ flags: Flags, toolchain: Toolchain, cache: Cache) throws -> [String] {
        let stage = try cache.stage()
        defer { stage.remove() }
        let source = stage.path + "/" + Self.source
        writeFile([], to: source)
        // With the whole module in one job there is one object, and the module comes out of the same job.
        // Line tables are enough to tell a crash's line and leave the module's bytes as they are.
        let kind =
            (flags.isExplored ? ["-sanitize=thread"] : [])
            + (flags.isWholeProgram ? [] : ["-parse-as-library", "-enable-testing"])
        let answer = try Tool.run(
            toolchain.swiftc,
            ["-driver-print-jobs", "-wmo", "-gline-tables-only"] + kind + [
                flags.isOptimized ? "-O" : "-Onone", "-swift-version", "\(flags.languageMode)",
                "-module-name", module, "-module-cache-path", moduleCache, "-file-compilation-dir", "/source",
                "-c", source, "-o", object,
            ])
        let lines = String(decoding: answer.output, as: UTF8.self).split(separator: "\n")
        guard answer.status == 0, let line = lines.first(where: { $0.contains("-frontend -c ") }) else {
            let words = String(decoding: answer.errors, as: UTF8.self)
            throw GradingError.toolchainUnusable(path: toolchain.swiftc, reason: String(words.prefix(300)))
        }
        return ShellWords.split(String(line)).map { $0 == source ? Self.source : $0 }
    }
}

/// Words of a POSIX shell command line, as programs print them to be pasted.
enum ShellWords {
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isInWord = false
        var quote: Character?
        var characters = line[...]
        while let character = characters.popFirst() {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"", let next = characters.popFirst() {
                    word.append(next)
                } else {
                    word.append(character)
                }
            } else if character == "'" || character == "\"" {
                quote = character
                isInWord = true
            } else if character == "\\", let next = characters.popFirst() {
                word.append(next)
                isInWord = true
            } else if character == " " {
                if isInWord { words.append(word) }
                word = ""
                isInWord = false
            } else {
                word.append(character)
                isInWord = true
            }
        }
        if isInWord { words.append(word) }
        return words
    }

    /// Words as one command.
    static func line(_ words: [String]) -> String { words.map(quote).joined(separator: " ") }

    /// One word that a shell reads back as it is.
    static func quote(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
