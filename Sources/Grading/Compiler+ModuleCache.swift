import Foundation
import Sandbox

/// The C modules and interfaces that exercises import, compiled once for each toolchain, runtime and set of flags: the
/// compiler shares nothing of them between sets of flags, and a first verdict waits for no set but its own.
///
/// A learner's compile sees them read-only: what it could write there, every later learner would compile with.
extension Compiler {
    /// Where the modules for `flags` lie. A module cache works only at the path it was made at.
    func moduleCache(for flags: CompilePlan.Flags) -> String { cache.file(moduleCacheName(flags)) }

    private func moduleCacheName(_ flags: CompilePlan.Flags) -> String {
        "modules/\(runtime.key)-\(flags.languageMode)\(flags.isOptimized ? "-optimized" : "")"
            + (sandbox.tier == .full ? "" : "-in-place")
    }

    /// Fills the module caches for `flags` that are empty.
    ///
    /// - Returns: whether all were there already.
    func warmModuleCaches(for flags: Set<CompilePlan.Flags>, report: () -> Void) async throws -> Bool {
        let cold = flags.filter { !isWarm($0) }
        if cold.isEmpty { return true }
        report()
        let lock = try cache.lock("modules")
        defer { withExtendedLifetime(lock) {} }
        // Another process may have filled it while this one waited.
        for flags in cold where !isWarm(flags) { try await fillModuleCache(for: flags) }
        return false
    }

    /// What says that a cache is whole.
    private func warmMark(_ flags: CompilePlan.Flags) -> String { moduleCache(for: flags) + "/siltarae.warm" }

    private func isWarm(_ flags: CompilePlan.Flags) -> Bool {
        guard access(warmMark(flags), F_OK) == 0 else { return false }
        cache.touch(moduleCacheName(flags))
        return true
    }

    private func fillModuleCache(for flags: CompilePlan.Flags) async throws {
        let folder = moduleCache(for: flags)
        // What a process left that was killed half-way.
        try? FileManager.default.removeItem(atPath: folder)
        let stage = try cache.stage()
        defer { stage.remove() }
        let work = Mount.readOnly(try stage.folder("work"), at: "/source")
        let out = Mount.writable(try stage.folder("out", writableByRun: true), at: "/out")
        guard mkdir(folder, 0o755) == 0 else {
            throw GradingError.cacheUnusable(path: folder, errno: errno)
        }
        let modules = runtimeModules(seesGraderKit: true)
        writeFile(Array(Self.imports.utf8), to: work.host + "/Warm.swift")
        let cacheInside = Mount.writable(folder, at: CompilePlan.moduleCache)
        let command = try frontEnd(
            flags, module: "Warm", sources: ["Warm.swift"], object: sandbox.path(of: out) + "/Warm.o",
            modules: modules)
        let standIns = standIns(in: work, out: sandbox.path(of: out), products: sandbox.path(of: cacheInside))
        let script = ShellWords.line(command) + " && { \(standIns.joined(separator: "; ")); }"
        let finished = try await run(
            Job(
                program: "/bin/sh", arguments: ["-c", script], environment: Self.environment,
                mounts: toolchainMounts + [work, out, cacheInside] + modules,
                workingDirectory: sandbox.path(of: work), limits: Self.trustedLimits, hasChannel: false))
        guard finished.ending == .exited(0) else {
            let words = String(decoding: finished.errors, as: UTF8.self)
            throw GradingError.runtimeBuildFailed(output: "\(finished.ending)\n" + words.prefix(2000))
        }
        makeReadable(folder)
        guard writeFile([], to: warmMark(flags)) else {
            throw GradingError.cacheUnusable(path: warmMark(flags), errno: errno)
        }
    }

    // MARK: Stand-ins for the C library

    /// What a library is linked with for the versions of its symbols: stand-ins that lie beside the modules, or the
    /// libraries themselves where none could be made.
    func versionedLibraries(for flags: CompilePlan.Flags) -> [String] {
        let folder = Mount.readOnly(moduleCache(for: flags), at: CompilePlan.moduleCache)
        return Self.versionedLibraries.map { library in
            let name = URL(filePath: library).lastPathComponent
            return access(folder.host + "/" + name, R_OK) == 0
                ? sandbox.path(of: folder) + "/" + name : library
        }
    }

    /// Commands that make the stand-ins from sources laid into `work`. Each may fail: it only saves time.
    private func standIns(in work: Mount, out: String, products: String) -> [String] {
        let commands = Self.versionedLibraries.compactMap { path -> String? in
            guard let symbols = VersionedSymbols(of: path, toolchain: toolchain) else { return nil }
            let name = symbols.library
            writeFile(Array(symbols.assembly.utf8), to: "\(work.host)/\(name).s")
            writeFile(Array(symbols.versionScript.utf8), to: "\(work.host)/\(name).map")
            let assemble = [toolchain.root + "/bin/clang", "-c", "\(name).s", "-o", "\(out)/\(name).o"]
            let link = [
                toolchain.linker, "-shared", "-soname", name, "--version-script", "\(name).map",
                "\(out)/\(name).o", "-o", "\(products)/\(name)",
            ]
            return ShellWords.line(assemble) + " && " + ShellWords.line(link)
        }
        return commands + ["true"]
    }

    /// What exercises and graders import.
    private static let imports = """
        import Dispatch
        import Foundation
        import GraderKit
        import Observation
        import RegexBuilder
        import ServerKit
        import Synchronization
        import XCTest

        """

    /// The compiler makes its cache private to its user; the next run has another one.
    private func makeReadable(_ folder: String) {
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
