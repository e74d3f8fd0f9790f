import Grading
import Sandbox

/// What it takes to compile and run somebody's code on this machine.
struct Machinery {
    let cache: Cache
    let sandbox: Sandbox
    let toolchain: Toolchain
    /// The folder of the runtime's sources.
    let runtimeSources: String

    /// A grader, its runtime built if it is not.
    ///
    /// - Parameter line: tells on stderr of what takes long; nil where a full screen has the terminal.
    func grader(_ line: PreparationLine? = PreparationLine()) throws -> Grader {
        Grader(
            toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: try runtime { line?.show($0) },
            report: { line?.show($0) })
    }

    /// The runtime, built if it is not.
    func runtime(_ report: (RuntimeBuild.Progress) -> Void) throws -> RuntimeBuild {
        try RuntimeBuild.ready(
            sources: runtimeSources, toolchain: toolchain, cache: cache, report: report)
    }
}

extension Session {
    /// - Parameter tier: nil for the best that this machine has.
    /// - Throws: `GradingError`, `SandboxError` for what is missing.
    func machinery(tier: Tier?) throws -> Machinery {
        let cache = try cache()
        let sandbox = try Sandbox.probe(cache: cache.root, tier: tier)
        let environment = surroundings.environment
        let toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin:/bin", cache: cache)
        let found = ServerKitPackage.find(environment: environment, executable: surroundings.executable)
        guard let found else {
            throw GradingError.runtimeSourcesMissing(
                searched: [environment["SIL_RUNTIME"] ?? surroundings.executable])
        }
        return Machinery(
            cache: cache, sandbox: sandbox, toolchain: toolchain, runtimeSources: found.runtime)
    }
}
