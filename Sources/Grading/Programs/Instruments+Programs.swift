extension Instruments {
    public var programRunner: ProgramRunner {
        ProgramRunner(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
    }

    /// - Throws: `GradingError`; the first call on a machine compiles the explorer's runtime.
    public func explorer() throws -> Explorer {
        try Explorer(
            toolchain: toolchain, cache: cache, sandbox: sandbox, runtimeSources: runtime.sources)
    }
}
