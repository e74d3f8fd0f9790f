import Foundation

/// The programs that the comparison needs, and how it makes programs with them.
struct Toolbox {
    var swiftc: String
    var clang: String
    var archiver: String
    /// nil where it is not installed.
    var valgrind: String?

    /// As somebody would compile it for themselves.
    func build(_ source: URL, of program: Interleaving, flags: [String], to executable: URL) throws {
        let sanitizer = program.isC ? flags.flatMap(flagsOfClang) : flags
        let words =
            program.isC
            ? [clang, "-g", "-O0", "-pthread"] + sanitizer + [source.path, "-o", executable.path]
            : [swiftc, "-g", "-Onone", "-swift-version", "\(program.mode)"] + library(source) + sanitizer
                + [source.path, "-o", executable.path]
        try run(words, in: executable.deletingLastPathComponent())
    }

    /// As `sil explore` does, without a sandbox: compiled once it can be searched with many seeds.
    func buildExplored(_ source: URL, of program: Interleaving, runtime: URL, to executable: URL) throws {
        let folder = executable.deletingLastPathComponent()
        let object = folder.appending(path: "explored.o").path
        let words =
            program.isC
            ? [
                clang, "-fsanitize=thread", "-mllvm", "-tsan-instrument-read-before-write=1", "-g", "-O0",
                "-fno-omit-frame-pointer", "-c", source.path, "-o", object,
            ]
            : [
                swiftc, "-swift-version", "\(program.mode)", "-suppress-warnings", "-g", "-Onone",
                "-sanitize=thread", "-wmo", "-module-name", "main",
            ] + library(source) + ["-c", source.path, "-o", object]
        try run(words, in: folder)
        let archives = ["CInterpose", "CInterleave"].map { runtime.appending(path: "lib\($0).a").path }
        let frame =
            ["--whole-archive"] + archives + ["--no-whole-archive", "--export-dynamic", "-z", "now"]
        try run(
            [program.isC ? clang : swiftc, object] + frame.flatMap { ["-Xlinker", $0] }
                + (program.isC ? ["-lm"] : []) + ["-o", executable.path], in: folder)
    }

    /// The explorer's two archives, from the sources below `sources`.
    func buildRuntime(from sources: URL, to folder: URL) throws {
        for module in ["CInterpose", "CInterleave"] {
            let files = try FileManager.default.contentsOfDirectory(
                at: sources.appending(path: module), includingPropertiesForKeys: nil)
            var objects: [String] = []
            for file in files where file.pathExtension == "c" {
                let object = folder.appending(path: "\(module)-\(file.lastPathComponent).o").path
                let includes = ["CInterpose", "CInterleave"].flatMap {
                    ["-I", sources.appending(path: "\($0)/include").path]
                }
                try run(
                    [clang, "-O2", "-g", "-fPIC"] + includes + ["-c", file.path, "-o", object], in: folder)
                objects.append(object)
            }
            try run([archiver, "rcs", folder.appending(path: "lib\(module).a").path] + objects, in: folder)
        }
    }

    /// ThreadSanitizer of this toolchain calls libdispatch, which a C program must then be linked with.
    private func flagsOfClang(_ flag: String) -> [String] {
        let libraries = URL(filePath: clang).appending(path: "../../lib/swift/linux").standardizedFileURL.path
        return [
            flag.replacing("-sanitize", with: "-fsanitize"), "-L\(libraries)", "-Wl,-rpath,\(libraries)",
            "-ldispatch", "-lBlocksRuntime",
        ]
    }

    private func run(_ words: [String], in folder: URL) throws {
        try Command(words: words, folder: folder).run(log: folder.appending(path: "build.log"))
    }

    private func library(_ source: URL) -> [String] {
        let text = (try? String(contentsOf: source, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").contains { $0.hasPrefix("@main") } ? ["-parse-as-library"] : []
    }
}
