import Foundation
import Sandbox

/// What exercises import, compiled once for each toolchain, runtime and set of flags: the compiler shares nothing of it
/// between sets of flags, and a first verdict waits for no set but its own.
extension Compiler {
    /// The modules for `flags`.
    func moduleCache(for flags: CompilePlan.Flags) -> ModuleCache {
        ModuleCache(
            name: "modules/\(runtime.key)-\(flags.languageMode)\(flags.isOptimized ? "-optimized" : "")"
                + (sandbox.tier == .full ? "" : "-in-place"),
            cache: cache, toolchain: toolchain)
    }

    /// Fills the module caches for `flags` that are empty.
    ///
    /// - Returns: whether all were there already.
    func warmModuleCaches(for flags: Set<CompilePlan.Flags>, report: () -> Void) async throws -> Bool {
        var wereWarm = true
        for flags in flags where try await !warmModuleCache(for: flags, report: report) { wereWarm = false }
        return wereWarm
    }

    private func warmModuleCache(for flags: CompilePlan.Flags, report: () -> Void) async throws -> Bool {
        let modules = runtimeModules(seesGraderKit: true)
        return try await moduleCache(for: flags).warm(from: Self.imports, report: report) {
            work, out, filled in
            let command = try frontEnd(
                flags, module: "Warm", sources: ["Warm.swift"], object: sandbox.path(of: out) + "/Warm.o",
                modules: modules)
            let products = sandbox.path(of: filled)
            let extras =
                standIns(in: work, out: sandbox.path(of: out), products: products)
                + [ModuleCache.listInputs(of: products, with: toolchain)]
            let script = ShellWords.line(command) + " && { \(extras.joined(separator: "; ")); }"
            return try sandbox.start(
                .compile(
                    script, in: work, [out, filled] + modules, toolchain: toolchain, sandbox: sandbox,
                    limits: Self.trustedLimits))
        }
    }

    // MARK: Stand-ins for the C library

    /// What a library is linked with for the versions of its symbols: stand-ins that lie beside the modules, or the
    /// libraries themselves where none could be made.
    func versionedLibraries(for flags: CompilePlan.Flags) -> [String] {
        let folder = moduleCache(for: flags).mount
        return Self.versionedLibraries.map { library in
            let name = URL(filePath: library).lastPathComponent
            return access(folder.host + "/" + name, R_OK) == 0
                ? sandbox.path(of: folder) + "/" + name : library
        }
    }

    /// Commands that make the stand-ins from sources laid into `work`. Each may fail: it only saves time.
    private func standIns(in work: Mount, out: String, products: String) -> [String] {
        Self.versionedLibraries.compactMap { path -> String? in
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
}
