public import Sandbox

/// What it takes to compile and run somebody's code on this machine, all of it ready.
public struct Instruments: Sendable {
    public var toolchain: Toolchain
    public var cache: Cache
    public var sandbox: Sandbox
    public var runtime: RuntimeBuild

    public init(toolchain: Toolchain, cache: Cache, sandbox: Sandbox, runtime: RuntimeBuild) {
        self.toolchain = toolchain
        self.cache = cache
        self.sandbox = sandbox
        self.runtime = runtime
    }

    public var grader: Grader {
        Grader(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
    }

    /// Names compiler, runtime, `sil-syntax` and confinement: what was found out with other ones may not hold with these.
    package var identity: String {
        [toolchain.identity, runtime.key, runtime.syntaxKey, sandbox.tier.rawValue].joined(separator: "\n")
    }
}
