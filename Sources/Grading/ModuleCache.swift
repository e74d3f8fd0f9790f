import Foundation
import Sandbox

/// The C modules and interfaces that sources import, compiled before anybody waits for them.
///
/// A learner's compile sees them read-only: what it could write there, every later learner would compile with.
struct ModuleCache: Sendable {
    /// Its place in the cache, below `modules/`.
    let name: String
    let cache: Cache

    var folder: String { cache.file(name) }

    /// For the compiles that use it. A module cache works only at the path it was made at.
    var mount: Mount { .readOnly(folder, at: CompilePlan.moduleCache) }

    /// What says that a cache is whole.
    private var mark: String { folder + "/siltarae.warm" }

    private func isWarm() -> Bool {
        guard access(mark, F_OK) == 0 else { return false }
        cache.touch(name)
        return true
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
        makeReadable()
        guard writeFile([], to: mark) else { throw GradingError.cacheUnusable(path: mark, errno: errno) }
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
