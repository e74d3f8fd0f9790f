import Course
import Foundation

/// The runtime built for one toolchain: the host that tests run in, and the modules that a compile sees.
///
/// It ships as source because a `.swiftmodule` fits one compiler only; it is built once for each toolchain and each
/// version of its sources.
public struct RuntimeBuild: Sendable {
    /// Names sources and toolchain in cache keys.
    let key: String
    /// The folder `sil-host` lies in, and beside it the library of faults.
    let hostFolder: String
    /// The folder of `archive`.
    let programFolder: String
    /// What a learner's compile sees: `ServerKit`.
    let learnerModules: String
    /// What a grader's compile sees besides: `GraderKit`.
    let graderModules: String

    /// `ServerKit` for programs, which find no host around them.
    static let archive = "libServerKit.a"
    /// What is built, besides the modules that come with it. The library of faults must lie beside the host.
    private static let products = ["sil-host", "Faults", "ServerKit"]

    /// Finds the built runtime in the cache or builds it, one build at a time.
    ///
    /// - Parameters:
    ///   - sources: the folder of `Runtime/Package.swift`.
    ///   - report: called with each step of a build, to be shown as progress; not called when nothing is built.
    public static func ready(
        sources: String, toolchain: Toolchain, cache: Cache, report: (Progress) -> Void
    ) throws -> RuntimeBuild {
        let key = try self.key(sources: sources, toolchain: toolchain)
        let folder = "runtime/\(key)"
        let build = RuntimeBuild(key: key, at: cache.file(folder))
        if cache.exists(folder) { return build }
        try cache.locked("runtime", onWait: { report(.waiting) }) {
            guard !cache.exists(folder) else { return }
            report(.began)
            try make(key: key, sources: sources, toolchain: toolchain, cache: cache, report: report)
            report(.ended)
        }
        return build
    }

    public enum Progress: Sendable, Equatable {
        /// Another process is building; its result will be used.
        case waiting
        case began
        case step(done: Int, of: Int)
        case ended
    }

    private init(key: String, at folder: String) {
        self.key = key
        hostFolder = folder + "/bin"
        programFolder = folder + "/lib"
        learnerModules = folder + "/ServerKit"
        graderModules = folder + "/GraderKit"
    }

    private static func key(sources: String, toolchain: Toolchain) throws -> String {
        var hash = SHA256()
        hash.update("runtime 2\n\(toolchain.identity)\n".utf8)
        for name in try files(in: sources) {
            guard let bytes = FileManager.default.contents(atPath: sources + "/" + name) else { continue }
            hash.update("\(name)\n\(bytes.count)\n".utf8)
            hash.update(Array(bytes))
        }
        return hash.finalize().hexadecimal
    }

    /// The manifest and everything under `Sources/`, in a fixed order.
    private static func files(in sources: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: sources + "/Package.swift"),
            let walker = FileManager.default.enumerator(atPath: sources + "/Sources")
        else { throw GradingError.runtimeSourcesMissing(searched: [sources]) }
        let endings = [".swift", ".c", ".h", ".modulemap"]
        let names = walker.compactMap { $0 as? String }.filter { name in
            endings.contains { name.hasSuffix($0) }
        }
        return ["Package.swift"] + names.sorted().map { "Sources/" + $0 }
    }

    private static func make(
        key: String, sources: String, toolchain: Toolchain, cache: Cache, report: (Progress) -> Void
    ) throws {
        let scratch = cache.file("runtime/\(key).build")
        let product = cache.file("runtime/\(key).new")
        defer {
            try? FileManager.default.removeItem(atPath: scratch)
            try? FileManager.default.removeItem(atPath: product)
        }
        for name in products {
            // Its own folders for everything SwiftPM would keep in a home, which may be read-only.
            let answer = try Tool.follow(
                toolchain.root + "/bin/swift",
                [
                    "build", "-c", "release", "--package-path", sources, "--scratch-path", scratch,
                    "--cache-path", scratch + "/cache", "--config-path", scratch + "/config",
                    "--security-path", scratch + "/security", "--product", name,
                ],
                onLine: { if let step = step(in: $0) { report(step) } })
            guard answer.status == 0 else {
                let words = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").suffix(20)
                throw GradingError.runtimeBuildFailed(output: words.joined(separator: "\n"))
            }
        }
        try collect(from: scratch + "/release", sources: sources, into: product)
        guard rename(product, cache.file("runtime/\(key)")) == 0 else {
            throw GradingError.cacheUnusable(path: cache.file("runtime/\(key)"), errno: errno)
        }
    }

    /// `[12/34] Compiling …`
    private static func step(in line: String) -> Progress? {
        guard line.hasPrefix("["), let end = line.firstIndex(of: "]") else { return nil }
        let numbers = line[line.index(after: line.startIndex)..<end].split(separator: "/").compactMap {
            Int($0)
        }
        guard numbers.count == 2 else { return nil }
        return .step(done: numbers[0], of: numbers[1])
    }

    private static func collect(from built: String, sources: String, into product: String) throws {
        let files = FileManager.default
        do {
            for folder in ["bin", "lib", "ServerKit", "GraderKit"] {
                try files.createDirectory(
                    atPath: product + "/" + folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o755])
            }
            for (name, folder) in [("sil-host", "bin"), ("libFaults.so", "bin"), (archive, "lib")] {
                try files.copyItem(atPath: "\(built)/\(name)", toPath: "\(product)/\(folder)/\(name)")
            }
            for module in ["ServerKit", "GraderKit"] {
                try files.copyItem(
                    atPath: "\(built)/Modules/\(module).swiftmodule",
                    toPath: "\(product)/\(module)/\(module).swiftmodule")
            }
            try files.copyItem(
                atPath: sources + "/Sources/CServerKit/include/CServerKit.h",
                toPath: product + "/ServerKit/CServerKit.h")
            let map = "module CServerKit {\n    header \"CServerKit.h\"\n    export *\n}\n"
            writeFile(Array(map.utf8), to: product + "/ServerKit/module.modulemap")
        } catch {
            throw GradingError.runtimeBuildFailed(output: "\(error.localizedDescription)")
        }
    }
}
