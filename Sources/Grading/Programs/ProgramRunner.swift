import Foundation
public import Sandbox

/// Compiles and runs complete programs, as somebody does who has nothing but the toolchain: nothing is graded.
///
/// ```
/// files ─► stage ─► compile ─► link ─► run, confined ─► what it printed, how it ended
/// ```
public struct ProgramRunner: Sendable {
    private let compiler: Compiler
    private let cache: Cache
    private let sandbox: Sandbox
    private let report: @Sendable (Progress) -> Void

    /// Work that one waits for, to be shown.
    public enum Progress: Sendable, Equatable {
        /// Compiling the modules that programs import.
        case moduleCache
        case compiling
        case running
    }

    public init(
        toolchain: Toolchain, cache: Cache, sandbox: Sandbox, runtime: RuntimeBuild,
        report: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        compiler = Compiler(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
        self.cache = cache
        self.sandbox = sandbox
        self.report = report
    }

    /// What a program may use. Enough for what a page shows; a program that needs more is no example.
    static let limits = Limits(
        wallSeconds: 30, memoryMB: 1024, cpuSeconds: 20, openFiles: 512, fileSizeMB: 64, processes: 512,
        outputKB: 256)

    /// - Parameter languageMode: of Swift, 5 or 6.
    /// - Throws: `GradingError` and `SandboxError` for what keeps a program from being run at all;
    ///   `CancellationError`. Everything the program does wrong is a value.
    public func run(_ program: ExploredProgram, languageMode: Int = 6) async throws -> ProgramOutcome {
        let stage = try cache.stage()
        defer { stage.remove() }
        let work = try StagedFiles(program.files, in: stage.folder("source"), reserved: [])
        let build = WholeProgramBuild(compiler: compiler, cache: cache, languageMode: languageMode)
        if program.language == .swift {
            _ = try await compiler.warmModuleCaches(
                for: [build.flags], report: { report(.moduleCache) })
        }
        report(.compiling)
        let clock = ContinuousClock()
        let began = clock.now
        let built = try await build.build(program, staged: work, in: stage)
        switch built {
        case .failed(let finished):
            return .doesNotCompile(CompileFailure(finished, work, seconds: (clock.now - began).seconds))
        case .ready(let executable):
            report(.running)
            return .ran(try await run(executable))
        }
    }

    private func run(_ executable: String) async throws -> ProgramRun {
        let program = Mount.readOnly(executable, at: "/program")
        let toolchain = compiler.toolchain
        let finished = try await compiler.run(
            Job(
                program: sandbox.path(of: program),
                mounts: toolchain.mounts + [.readOnly(toolchain.libraries), program], limits: Self.limits,
                mayUseSockets: true))
        return ProgramRun(finished, limits: Self.limits)
    }
}
