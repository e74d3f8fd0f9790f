import Course
import Foundation

/// The runtime built for one toolchain: the host that tests run in, and the modules that a compile sees.
///
/// It ships as source because a `.swiftmodule` fits one compiler only; it is built once for each toolchain and each
/// version of its sources.
public struct RuntimeBuild: Sendable {
    /// Names sources and toolchain in cache keys.
    let key: String
    /// The folder that `host` and `exploringHost` lie in, and beside them the library of faults.
    let hostFolder: String
    /// The folder of `archive`.
    let programFolder: String
    /// What a learner's compile sees: `ServerKit`.
    let learnerModules: String
    /// What a grader's compile sees besides: `GraderKit`.
    let graderModules: String
    /// The folder of `sil-syntax`, which is there only once `syntax` has made it.
    let syntaxFolder: String
    /// Names the sources of `sil-syntax` and the toolchain in cache keys.
    let syntaxKey: String
    /// The folder of `Runtime/Package.swift` that it was built from.
    let sources: String

    /// What tests run in.
    static let host = "sil-host"
    /// What tests of exercises of kind `explore` run in.
    static let exploringHost = "sil-host-explore"
    /// `ServerKit` for programs, which find no host around them.
    static let archive = "libServerKit.a"
    /// What answers Dispatch in programs, which may not see `/proc` of their own threads (`CDispatchPools`).
    static let dispatchArchive = "libCDispatchPools.a"
    /// What is built, besides the modules that come with it. The library of faults must lie beside the host.
    private static let products = [host, exploringHost, "Faults", "ServerKit", "CDispatchPools"]

    /// Finds the built runtime in the cache or builds it, one build at a time.
    ///
    /// - Parameters:
    ///   - sources: the folder of `Runtime/Package.swift`.
    ///   - report: called with each step of a build, to be shown as progress; not called when nothing is built.
    public static func ready(
        sources: String, toolchain: Toolchain, cache: Cache, report: (Progress) -> Void
    ) throws -> RuntimeBuild {
        let keys = try RuntimeKeys(sources: sources, toolchain: toolchain, cache: cache)
        let folder = "runtime/\(keys.runtime)"
        let build = RuntimeBuild(
            key: keys.runtime, at: cache.file(folder), syntaxKey: keys.syntax, sources: sources, cache: cache)
        try once(folder, in: cache, report: report) {
            try make(key: keys.runtime, sources: sources, toolchain: toolchain, cache: cache, report: report)
        }
        return build
    }

    /// Makes a folder of the cache that is not there, one build at a time.
    static func once(
        _ folder: String, in cache: Cache, report: (Progress) -> Void, _ make: () throws -> Void
    ) throws {
        if cache.exists(folder) { return cache.touch(folder) }
        let lock = try cache.lock("runtime", onWait: { report(.waiting) })
        defer { withExtendedLifetime(lock) {} }
        guard !cache.exists(folder) else { return }
        report(.began)
        try make()
        report(.ended)
    }

    public enum Progress: Sendable, Equatable {
        /// Another process is building; its result will be used.
        case waiting
        case began
        case step(done: Int, of: Int)
        case ended
    }

    private init(key: String, at folder: String, syntaxKey: String, sources: String, cache: Cache) {
        self.key = key
        hostFolder = folder + "/bin"
        programFolder = folder + "/lib"
        learnerModules = folder + "/ServerKit"
        graderModules = folder + "/GraderKit"
        self.syntaxKey = syntaxKey
        syntaxFolder = cache.file("runtime/syntax-\(syntaxKey)")
        self.sources = sources
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
            let binaries =
                [host, exploringHost, "libFaults.so"].map { ($0, "bin") }
                + [archive, dispatchArchive].map { ($0, "lib") }
            for (name, folder) in binaries {
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

    // MARK: sil-syntax

    /// Builds `sil-syntax` where the toolchain has SwiftSyntax and nobody has built it yet.
    ///
    /// It takes 15 s, nearly all for the interfaces of SwiftSyntax, so `ready` goes without it: a first verdict must not
    /// wait for what only makes staging more careful and messages more exact. Commands that take their time anyway
    /// (checking an exercise, grading a class) call this first.
    ///
    /// - Returns: whether it is there now.
    /// - Throws: `GradingError.runtimeBuildFailed`, `.cacheUnusable`.
    public func syntax(toolchain: Toolchain, cache: Cache, report: (Progress) -> Void) throws -> Bool {
        let folder = "runtime/syntax-\(syntaxKey)"
        guard FileManager.default.fileExists(atPath: toolchain.syntaxLibraries + "/SwiftParser.swiftmodule")
        else { return false }
        try Self.once(folder, in: cache, report: report) {
            try makeSyntax(folder, toolchain: toolchain, cache: cache)
        }
        return true
    }

    /// Straight with the compiler: the package's build would make the runtime's other targets wait for it. What takes
    /// time at run time is in the toolchain's libraries, so optimizing this little gains nothing and costs 10 s.
    private func makeSyntax(_ folder: String, toolchain: Toolchain, cache: Cache) throws {
        let files = FileManager.default
        let product = cache.file(folder + ".new")
        let modules = cache.file(folder + ".modules")
        defer {
            try? files.removeItem(atPath: product)
            try? files.removeItem(atPath: modules)
        }
        try? files.removeItem(atPath: product)
        guard mkdir(product, 0o755) == 0 else {
            throw GradingError.cacheUnusable(path: product, errno: errno)
        }
        let names = try RuntimeKeys.files(of: "sil-syntax", in: sources)
        let features = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
        let libraries = toolchain.syntaxLibraries
        let answer = try Tool.run(
            toolchain.swiftc,
            ["-Onone", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "sil_syntax"]
                + features.flatMap { ["-enable-upcoming-feature", $0] }
                + ["-module-cache-path", modules, "-I", libraries, "-L", libraries]
                + ["SwiftSyntax", "SwiftParser", "SwiftParserDiagnostics"].map { "-l" + $0 }
                + ["-Xlinker", "-rpath", "-Xlinker", libraries, "-o", product + "/sil-syntax"]
                + names.map { sources + "/" + $0 })
        guard answer.status == 0 else {
            let words = String(decoding: answer.errors, as: UTF8.self)
            throw GradingError.runtimeBuildFailed(output: String(words.suffix(4000)))
        }
        guard rename(product, cache.file(folder)) == 0 else {
            throw GradingError.cacheUnusable(path: cache.file(folder), errno: errno)
        }
    }
}
