import Foundation
public import Sandbox
public import Verdicts

/// Runs a program under the schedule explorer: a program in, what was found out.
///
/// ```
/// files ─► stage ─► compile, each access marked ─► link with the explorer ─► run, confined ─► records ─► findings
/// ```
public struct Explorer: Sendable {
    private let toolchain: Toolchain
    private let cache: Cache
    private let sandbox: Sandbox
    private let runtime: ExploreRuntime
    private let report: @Sendable (Progress) -> Void

    /// Work that one waits for, to be shown.
    public enum Progress: Sendable, Equatable {
        /// Compiling the explorer's runtime.
        case runtime(RuntimeBuild.Progress)
        /// Compiling the modules that programs import.
        case moduleCache
        case compiling
        /// So many schedules are done, and so many of them were too long to be run to their end.
        case exploring(schedules: Int, limited: Int)
    }

    /// What is searched, and for how long.
    public struct Order: Sendable, Equatable {
        /// The budget.
        public var schedules: Int
        public var strategy: Strategy
        public var seed: UInt64
        /// Of Swift: 5 or 6.
        public var languageMode: Int
        /// Whether threads that wait for good when the others have ended are a finding (`leaked_thread`).
        public var judgesLeaks: Bool
        /// The choices of the only schedule to be run; nil for a search.
        var replayed: String?

        public init(
            schedules: Int = 10_000, strategy: Strategy = .mix, seed: UInt64 = 1, languageMode: Int = 5,
            judgesLeaks: Bool = false
        ) {
            self.schedules = schedules
            self.strategy = strategy
            self.seed = seed
            self.languageMode = languageMode
            self.judgesLeaks = judgesLeaks
        }
    }

    /// How the next schedule is chosen. The raw values are what people type.
    public enum Strategy: String, Sendable, CaseIterable {
        /// PCT, leader-PCT, partial-order sampling, postponing and lockstep in turn.
        case mix
        /// Random priorities with a few changes at random points.
        case pct
        /// Partial-order sampling.
        case pos
        /// PCT in which one of equal threads leads.
        case leaderPCT = "leader-pct"
        /// A step of each thread in turn, mostly.
        case lockstep
        /// Threads that come to one place wait there for all others.
        case postponing
        case random
        /// The default scheduler with few delays.
        case delay
        /// All schedules with few preemptions.
        case preemption
    }

    /// The largest budget.
    public static let schedulesMax = 1_000_000

    /// Finds or makes what exploring needs.
    ///
    /// - Parameter runtimeSources: the folder of `Runtime/Package.swift`.
    /// - Throws: `GradingError`.
    public init(
        toolchain: Toolchain, cache: Cache, sandbox: Sandbox, runtimeSources: String,
        report: @escaping @Sendable (Progress) -> Void = { _ in }
    ) throws {
        for tool in [toolchain.clang, toolchain.archiver, toolchain.symbolizer] {
            guard access(tool, X_OK) == 0 else { throw GradingError.toolMissing(path: tool) }
        }
        runtime = try ExploreRuntime.ready(
            sources: runtimeSources, toolchain: toolchain, cache: cache, report: { report(.runtime($0)) })
        self.toolchain = toolchain
        self.cache = cache
        self.sandbox = sandbox
        self.report = report
    }

    /// - Throws: `GradingError` and `SandboxError` for what keeps a program from being explored at all;
    ///   `CancellationError`. Everything the program does wrong is a value.
    public func explore(_ program: ExploredProgram, _ order: Order) async throws -> Exploration {
        let stage = try cache.stage()
        defer { stage.remove() }
        let work = try StagedFiles(program.files, in: stage.folder("source"), reserved: [])
        let compiler = ExploreCompiler(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
        if program.language == .swift {
            try await compiler.warmModuleCache(
                languageMode: order.languageMode, report: { report(.moduleCache) })
        }
        report(.compiling)
        let clock = ContinuousClock()
        let began = clock.now
        let built = try await compiler.build(
            program, staged: work, languageMode: order.languageMode, in: stage)
        switch built {
        case .failed(let finished):
            return .doesNotCompile(CompileFailure(finished, work, seconds: (clock.now - began).seconds))
        case .ready(let executable):
            let compiled = clock.now
            var search = try await search(executable, order, program, work)
            search.compileSeconds = (compiled - began).seconds
            search.searchSeconds = (clock.now - compiled).seconds
            return .explored(search)
        }
    }

    /// Runs the one schedule of `finding` again, to see whether it still happens.
    ///
    /// - Throws: as `explore`.
    public func replay(
        _ finding: Finding, of program: ExploredProgram, languageMode: Int
    ) async throws -> Replay {
        guard let choices = finding.choices, !choices.isEmpty else { return .notRepeatable }
        var order = Order(
            schedules: 1, languageMode: languageMode, judgesLeaks: finding.kind == .leakedThread)
        order.replayed = choices
        switch try await explore(program, order) {
        case .doesNotCompile(let failure): return .doesNotCompile(failure)
        case .explored(let search): return Replay(of: finding, findings: search.findings)
        }
    }

    private func search(
        _ executable: String, _ order: Order, _ program: ExploredProgram, _ work: StagedFiles
    ) async throws -> Search {
        let run = ExplorationRun(sandbox: sandbox, toolchain: toolchain)
        let told = try await run.run(
            executable, order, progress: { report(.exploring(schedules: $0, limited: $1)) })
        guard let begin = told.begin, let end = told.end, told.fault == nil else {
            throw GradingError.explorationBroken(output: told.fault ?? "no begin")
        }
        let storyteller = Storyteller(
            symbolizer: Symbolizer(
                sandbox: sandbox, toolchain: toolchain, program: executable, names: work.names),
            lines: work.lines, home: Finding.Place(file: program.home, line: 1))
        return Search(
            schedules: end.schedules, isExhausted: end.exhausted, wasCut: end.ended == .time,
            gaveUp: end.ended == .limits, limited: end.limited, strategy: begin.strategy, seed: begin.seed,
            findings: try await storyteller.findings(in: [told.findings]).first ?? [])
    }
}
