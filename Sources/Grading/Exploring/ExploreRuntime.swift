import Course
import Foundation

/// The explorer's part of the runtime, built for one toolchain: the archives that a program is linked with.
///
/// It is plain C, so clang makes it in a few seconds without the rest of the runtime.
struct ExploreRuntime: Sendable {
    /// Names sources and toolchain in cache keys.
    let key: String
    /// The folder of the archives.
    let folder: String

    /// One for each module of C, in the order in which the linker must meet them.
    static let modules = ["CInterpose", "CInterleave"]
    static func archive(of module: String) -> String { "lib\(module).a" }

    /// Finds the archives in the cache or makes them, one build at a time.
    ///
    /// - Parameters:
    ///   - sources: the folder of `Runtime/Package.swift`.
    ///   - report: called with each step of a build; not called when nothing is built.
    static func ready(
        sources: String, toolchain: Toolchain, cache: Cache, report: (RuntimeBuild.Progress) -> Void
    ) throws -> ExploreRuntime {
        let key = try RuntimeKeys(sources: sources, toolchain: toolchain, cache: cache).explorer
        let name = "runtime/explorer-\(key)"
        try RuntimeBuild.once(name, in: cache, report: report) {
            try make(name, sources: sources, toolchain: toolchain, cache: cache, report: report)
        }
        return ExploreRuntime(key: key, folder: cache.file(name))
    }

    private static func make(
        _ name: String, sources: String, toolchain: Toolchain, cache: Cache,
        report: (RuntimeBuild.Progress) -> Void
    ) throws {
        let product = cache.file(name + ".new")
        let objects = cache.file(name + ".objects")
        let files = FileManager.default
        defer {
            try? files.removeItem(atPath: product)
            try? files.removeItem(atPath: objects)
        }
        for folder in [product, objects] {
            // What a process left that was killed half-way.
            try? files.removeItem(atPath: folder)
            guard mkdir(folder, 0o755) == 0 else {
                throw GradingError.cacheUnusable(path: folder, errno: errno)
            }
        }
        let units = try modules.map { module in
            (module: module, files: try RuntimeKeys.files(of: module, in: sources).filter(isSource))
        }
        guard units.allSatisfy({ !$0.files.isEmpty }) else {
            throw GradingError.runtimeSourcesMissing(searched: modules.map { "\(sources)/Sources/\($0)" })
        }
        let total = units.reduce(0) { $0 + $1.files.count }
        var done = 0
        for unit in units {
            var made: [String] = []
            for file in unit.files {
                let object = "\(objects)/\(unit.module)-\(made.count).o"
                try run(toolchain.clang, compile(file, into: object, sources: sources))
                made.append(object)
                done += 1
                report(.step(done: done, of: total))
            }
            try run(toolchain.archiver, ["rcs", product + "/" + archive(of: unit.module)] + made)
        }
        guard rename(product, cache.file(name)) == 0 else {
            throw GradingError.cacheUnusable(path: cache.file(name), errno: errno)
        }
    }

    private static func isSource(_ name: String) -> Bool { name.hasSuffix(".c") || name.hasSuffix(".S") }

    private static func compile(_ file: String, into object: String, sources: String) -> [String] {
        let includes = modules.flatMap { ["-I", "\(sources)/Sources/\($0)/include"] }
        return ["-O2", "-g", "-fPIC"] + includes + ["-c", "\(sources)/\(file)", "-o", object]
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let answer = try Tool.run(program, arguments)
        guard answer.status == 0 else {
            let words = String(decoding: answer.errors, as: UTF8.self)
            throw GradingError.runtimeBuildFailed(output: String(words.prefix(4000)))
        }
    }
}
