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
            cache: cache)
    }

    /// Fills the module caches for `flags` that are empty.
    ///
    /// - Returns: whether all were there already.
    func warmModuleCaches(for flags: Set<CompilePlan.Flags>, report: () -> Void) async throws -> Bool {
        let cold = flags.filter { !moduleCache(for: $0).isWarm() }
        if cold.isEmpty { return true }
        report()
        let lock = try cache.lock("modules")
        defer { withExtendedLifetime(lock) {} }
        // Another process may have filled it while this one waited.
        for flags in cold where !moduleCache(for: flags).isWarm() { try await fillModuleCache(for: flags) }
        return false
    }

    private func fillModuleCache(for flags: CompilePlan.Flags) async throws {
        let modules = runtimeModules(seesGraderKit: true)
        try await moduleCache(for: flags).fill(from: Self.imports) { work, out, filled in
            let command = try frontEnd(
                flags, module: "Warm", sources: ["Warm.swift"], object: sandbox.path(of: out) + "/Warm.o",
                modules: modules)
            return try sandbox.start(
                Job(
                    program: command[0], arguments: Array(command.dropFirst()),
                    environment: Self.environment,
                    mounts: toolchain.mounts + [work, out, filled] + modules,
                    workingDirectory: sandbox.path(of: work), limits: Self.trustedLimits, hasChannel: false))
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
