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

    /// The mutants of a solution; nil where `sil-syntax` is not built or gives no answer.
    public func mutants(of files: [Submission.File]) async -> Mutants? {
        await SyntaxTool(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)?
            .mutants(of: files)
    }

    /// Names compiler, runtime, `sil-syntax` and confinement: what was found out with other ones may not hold with these.
    package var identity: String {
        [toolchain.identity, runtime.key, runtime.syntaxKey, sandbox.tier.rawValue].joined(separator: "\n")
    }
}
