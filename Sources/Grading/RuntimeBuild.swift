import Course
import Foundation

/// The runtime built for one toolchain: the host that tests run in, and the modules that a compile sees.
///
/// It ships as source because a `.swiftmodule` fits one compiler only; it is built once for each toolchain and each
/// version of its sources.
public struct RuntimeBuild: Sendable {
    /// Names sources and toolchain in cache keys.
    let key: String
    /// The folder `sil-host` lies in.
    let hostFolder: String
    /// What a learner's compile sees: `ServerKit`.
    let learnerModules: String
    /// What a grader's compile sees besides: `GraderKit`.
    let graderModules: String

    /// Finds the built runtime in the cache or builds it, one build at a time.
    ///
    /// - Parameters:
    ///   - sources: the folder of `Runtime/Package.swift`.
    ///   - report: called with each step of a build, to be shown as progress; not called when nothing is built.
    public static func ready(
        sources: String, toolchain: Toolchain, cache: Cache, report: (Progress) -> Void
    ) throws -> RuntimeBuild {
        let key = try self.key(sources: sources, toolchain: toolchain, cache: cache)
        let folder = "runtime/\(key)"
        let build = RuntimeBuild(key: key, at: cache.file(folder))
        if cache.exists(folder) {
            cache.touch(folder)
            return build
        }
        let lock = try cache.lock("runtime", onWait: { report(.waiting) })
        defer { withExtendedLifetime(lock) {} }
        guard !cache.exists(folder) else { return build }
        report(.began)
        try make(key: key, sources: sources, toolchain: toolchain, cache: cache, report: report)
        report(.ended)
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
        learnerModules = folder + "/ServerKit"
        graderModules = folder + "/GraderKit"
    }

    /// The hash of the sources, remembered by the stamps of all files and folders that it was taken of.
    private static func key(sources: String, toolchain: Toolchain, cache: Cache) throws -> String {
        let place =
            "runtime/sources-"
            + SHA256.digest(of: "1\n\(sources)\n\(toolchain.identity)".utf8).hexadecimal.prefix(32)
        if let record = cache.record(place), let key = record["key"] {
            let isSame = zip(record.all("path"), record.all("stamp")).allSatisfy { path, stamp in
                FileStamp(of: path)?.description == stamp
            }
            if isSame { return key }
        }
        let (files, folders) = try contents(of: sources)
        let stamps = (folders + files).map { sources + "/" + $0 }.map { ($0, FileStamp(of: $0)) }
        var hash = SHA256()
        hash.update("runtime 2\n\(toolchain.identity)\n".utf8)
        for name in files {
            guard let bytes = readRegularFile(sources + "/" + name, limit: 64 << 20) else { continue }
            hash.update("\(name)\n\(bytes.count)\n".utf8)
            hash.update(bytes)
        }
        let key = hash.finalize().hexadecimal
        if stamps.allSatisfy({ $0.1?.isSettled == true }) {
            let fields = stamps.flatMap { [("path", $0), ("stamp", $1?.description ?? "")] }
            cache.store(Record("sources", [("key", key)] + fields), as: place)
        }
        return key
    }

    /// The manifest and everything under `Sources/`, in a fixed order, and the folders they lie in.
    private static func contents(of sources: String) throws -> (files: [String], folders: [String]) {
        guard FileManager.default.fileExists(atPath: sources + "/Package.swift"),
            let walker = FileManager.default.enumerator(atPath: sources + "/Sources")
        else { throw GradingError.runtimeSourcesMissing(searched: [sources]) }
        let endings = [".swift", ".c", ".h", ".modulemap"]
        var files = ["Package.swift"]
        var folders = ["Sources"]
        for case let name as String in walker {
            if walker.fileAttributes?[.type] as? FileAttributeType == .typeDirectory {
                folders.append("Sources/" + name)
            } else if endings.contains(where: name.hasSuffix) {
                files.append("Sources/" + name)
            }
        }
        return (files.sorted(), folders)
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
        // Its own folders for everything SwiftPM would keep in a home, which may be read-only.
        let answer = try Tool.follow(
            toolchain.root + "/bin/swift",
            [
                "build", "-c", "release", "--package-path", sources, "--scratch-path", scratch,
                "--cache-path", scratch + "/cache", "--config-path", scratch + "/config",
                "--security-path", scratch + "/security", "--product", "sil-host",
            ],
            onLine: { if let step = step(in: $0) { report(step) } })
        guard answer.status == 0 else {
            let words = String(decoding: answer.output, as: UTF8.self).split(separator: "\n").suffix(20)
            throw GradingError.runtimeBuildFailed(output: words.joined(separator: "\n"))
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
            for folder in ["bin", "ServerKit", "GraderKit"] {
                try files.createDirectory(
                    atPath: product + "/" + folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o755])
            }
            try files.copyItem(atPath: built + "/sil-host", toPath: product + "/bin/sil-host")
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
