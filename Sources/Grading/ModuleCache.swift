import Foundation
import Sandbox

/// The C modules and interfaces that sources import, compiled before anybody waits for them.
///
/// A learner's compile sees them read-only: what it could write there, every later learner would compile with.
struct ModuleCache: Sendable {
    /// Its place in the cache, below `modules/`.
    let name: String
    let cache: Cache
    let toolchain: Toolchain

    var folder: String { cache.file(name) }

    /// For the compiles that use it. A module cache works only at the path it was made at.
    var mount: Mount { .readOnly(folder, at: CompilePlan.moduleCache) }

    /// What says that a cache is whole, and which files of the system it was made from.
    private var mark: String { folder + "/siltarae.warm" }

    /// Whether it is whole and none of the system's headers has changed since: a package that was upgraded would otherwise be
    /// the learner's compile error, because the compiler makes such a module again and may not write here.
    private func isWarm() -> Bool {
        guard let bytes = readRegularFile(mark, limit: 1 << 20) else { return false }
        let headers = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard headers.allSatisfy(Self.isCurrent) else { return false }
        cache.touch(name)
        return true
    }

    /// A command that lists in `products`, where a cache is being made, which files its modules were made from. That it may fail
    /// only means that later changes are not noticed.
    static func listInputs(of products: String, with toolchain: Toolchain) -> String {
        let clang = ShellWords.line([toolchain.clang, "-cc1", "-module-file-info"])
        let folder = ShellWords.line([products])
        return
            "{ for module in \(folder)/*/*.pcm; do \(clang) \"$module\"; done > \(folder)/\(inputsName); true; }"
    }

    private static let inputsName = "inputs.txt"

    /// The files under `/usr/include` and the like. The toolchain's own need no look: another toolchain has another cache.
    private func systemHeaders() -> [String] {
        let path = folder + "/" + Self.inputsName
        let text = readRegularFile(path, limit: 16 << 20).map { String(decoding: $0, as: UTF8.self) } ?? ""
        unlink(path)
        let paths = text.matches(of: #/Input file: (.+?)(?: \[[A-Za-z]+\])?\n/#).map { String($0.1) }
        return Set(paths).filter { !$0.hasPrefix(toolchain.root + "/") }.sorted().compactMap { path in
            // None of a header that the compiler only imagines, or of a mount.
            FileStamp(of: path).map { "\($0) \(path)" }
        }
    }

    /// Whether a header is what it was when its line was written: the stamp, which is three words, and the path.
    private static func isCurrent(_ line: Substring) -> Bool {
        let words = line.split(separator: " ", maxSplits: 3)
        guard words.count == 4, let stamp = FileStamp(of: String(words[3])) else { return false }
        return line == "\(stamp) \(words[3])"
    }

    /// A compile of ours, of a folder that holds `Warm.swift` into one for products, with the cache's folder writable.
    typealias Filling = (_ work: Mount, _ out: Mount, _ filled: Mount) throws -> Confined

    /// Fills it unless that was done before, one process at a time.
    ///
    /// - Parameters:
    ///   - source: what is compiled, as `Warm.swift`.
    ///   - report: called before it is filled, or waited for somebody else who fills it.
    /// - Returns: whether it was there already.
    func warm(from source: String, report: () -> Void, by job: Filling) async throws -> Bool {
        if isWarm() { return true }
        report()
        let lock = try await cache.lockAroundTasks("modules")
        defer { withExtendedLifetime(lock) {} }
        // Another process may have filled it while this one waited.
        if !isWarm() { try await fill(from: source, by: job) }
        return false
    }

    private func fill(from source: String, by job: Filling) async throws {
        // What a process left that was killed half-way.
        try? FileManager.default.removeItem(atPath: folder)
        let stage = try cache.stage()
        defer { stage.remove() }
        let work = Mount.readOnly(try stage.folder("work"), at: "/source")
        let out = Mount.writable(try stage.folder("out", writableByRun: true), at: "/out")
        guard mkdir(folder, 0o755) == 0 else {
            throw GradingError.cacheUnusable(path: folder, errno: errno)
        }
        writeFile(Array(source.utf8), to: work.host + "/Warm.swift")
        let filled = Mount.writable(folder, at: CompilePlan.moduleCache)
        let finished = try await Compiler.outcome(of: job(work, out, filled))
        guard finished.ending == .exited(0) else {
            let words = String(decoding: finished.errors, as: UTF8.self)
            throw GradingError.runtimeBuildFailed(output: "\(finished.ending)\n" + words.prefix(2000))
        }
        let headers = systemHeaders().joined(separator: "\n")
        makeReadable()
        guard writeFile(Array(headers.utf8), to: mark) else {
            throw GradingError.cacheUnusable(path: mark, errno: errno)
        }
    }

    /// The compiler makes its cache private to its user; the next run has another one.
    private func makeReadable() {
        lchown(folder, geteuid(), getegid())
        chmod(folder, 0o755)
        guard let walker = FileManager.default.enumerator(atPath: folder) else { return }
        for case let name as String in walker {
            let isFolder = walker.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
            lchown(folder + "/" + name, geteuid(), getegid())
            chmod(folder + "/" + name, isFolder ? 0o755 : 0o644)
        }
    }
}
