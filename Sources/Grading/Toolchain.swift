import Course
import Foundation

/// A Swift toolchain on this machine: where its programs lie, and what names it in cache keys.
public struct Toolchain: Sendable, Equatable {
    /// The folder that holds `bin`, `lib` (`usr` of an unpacked toolchain).
    public var root: String
    /// The compiler's own words: `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
    public var version: String

    public var swiftc: String { root + "/bin/swiftc" }
    var frontend: String { root + "/bin/swift-frontend" }
    var linker: String { root + "/bin/ld.lld" }
    var clang: String { root + "/bin/clang" }
    var archiver: String { root + "/bin/llvm-ar" }
    var symbolizer: String { root + "/bin/llvm-symbolizer" }
    /// Shared libraries of the Swift runtime.
    var libraries: String { root + "/lib/swift/linux" }
    /// SwiftSyntax as macros use it, with its interfaces; a toolchain may come without.
    var syntaxLibraries: String { root + "/lib/swift/host" }
    /// Registers an image's metadata with the Swift runtime when it is loaded.
    var registration: String { libraries + "/x86_64/swiftrt.o" }

    /// Finds the toolchain that `swiftc` on `path` belongs to. The answer is remembered in `cache`, keyed by the
    /// compiler's path, size and time, because asking the compiler costs 30 ms.
    ///
    /// - Throws: `GradingError.toolchainMissing`, `.toolchainUnusable`.
    public static func find(path: String, cache: Cache) throws -> Toolchain {
        guard let swiftc = executable("swiftc", on: path) else { throw GradingError.toolchainMissing }
        let file = resolved(swiftc)
        guard let stamp = FileStamp(of: file) else { throw GradingError.toolchainMissing }
        let key = SHA256.digest(of: "\(swiftc)\n\(file)\n\(stamp)".utf8).hexadecimal
        let memory = "toolchains/\(key)"
        if let record = cache.record(memory), let root = record["root"], let version = record["version"] {
            let known = Toolchain(root: root, version: version)
            if FileManager.default.isExecutableFile(atPath: known.frontend) { return known }
        }
        let found = try ask(swiftc)
        cache.store(Record("toolchain", [("root", found.root), ("version", found.version)]), as: memory)
        return found
    }

    /// What names this toolchain in cache keys.
    var identity: String { version + "\n" + root }

    private struct TargetInfo: Decodable {
        struct Paths: Decodable { var runtimeResourcePath: String }
        var compilerVersion: String
        var paths: Paths
    }

    private static func ask(_ swiftc: String) throws -> Toolchain {
        let answer = try Tool.run(swiftc, ["-print-target-info"])
        guard answer.status == 0,
            let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(answer.output))
        else {
            let words = String(decoding: answer.errors, as: UTF8.self)
            throw GradingError.toolchainUnusable(path: swiftc, reason: String(words.prefix(300)))
        }
        // …/usr/lib/swift → …/usr
        let resources = URL(fileURLWithPath: info.paths.runtimeResourcePath)
        let root = resources.deletingLastPathComponent().deletingLastPathComponent().path
        let toolchain = Toolchain(root: resolved(root), version: info.compilerVersion)
        for tool in [toolchain.frontend, toolchain.linker, toolchain.registration] {
            guard FileManager.default.fileExists(atPath: tool) else {
                throw GradingError.toolMissing(path: tool)
            }
        }
        return toolchain
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func executable(_ name: String, on path: String) -> String? {
        path.split(separator: ":", omittingEmptySubsequences: true).map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
