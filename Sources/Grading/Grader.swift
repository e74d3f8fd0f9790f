public import Course
import Foundation
public import Sandbox
import Screening
public import Verdicts

/// Grades submissions: the only slow line of `submit`, and a value in, a value out.
///
/// ```
/// compile in sandbox A ─► learner.so ─┐ go
/// meanwhile: sandbox B up, host loaded, waiting ─► fork per test ─► records ─► verdict
/// ```
public struct Grader: Sendable {
    let toolchain: Toolchain
    let cache: Cache
    let sandbox: Sandbox
    let runtime: RuntimeBuild
    let compiler: Compiler
    private let report: @Sendable (Preparation) -> Void

    /// Work that is done once and makes a first verdict slow, to be shown as progress.
    public enum Preparation: Sendable, Equatable {
        /// Compiling the modules that exercises import.
        case moduleCache
        /// Reading the tests of a grader that has not been used yet.
        case grader(exercise: String)
    }

    public init(
        toolchain: Toolchain, cache: Cache, sandbox: Sandbox, runtime: RuntimeBuild,
        report: @escaping @Sendable (Preparation) -> Void = { _ in }
    ) {
        self.toolchain = toolchain
        self.cache = cache
        self.sandbox = sandbox
        self.runtime = runtime
        self.report = report
        compiler = Compiler(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
    }

    /// The compiler in its own words.
    public var toolchainVersion: String { toolchain.version }

    /// Names the judgement of an exercise: the same submission under the same fingerprint gets the same verdict.
    public func fingerprint(of exercise: Exercise) throws -> String {
        try GraderSources(of: exercise, toolchain: toolchain, runtime: runtime).fingerprint
    }

    /// Keeps the cache within its limit, in bytes; see `Cache.trim(to:)`.
    public func trimCache(to limit: Int64) { cache.trim(to: limit) }

    /// - Parameter course: the id of the course.
    /// - Throws: `GradingError` and `SandboxError` for what keeps a submission from being graded at all;
    ///   `CancellationError`. Everything a submission or a grader can do wrong is a verdict.
    public func grade(_ submission: Submission, course: String) async throws -> Verdict {
        try await grade(submission, course: course, again: []).first
    }

    /// Runs the one schedule in which `finding` was found again, in its test, to see whether it still happens.
    ///
    /// - Parameter submission: the files of then.
    /// - Returns: what came of it; nil for a submission that does not come to be run, whose verdict says why.
    /// - Throws: as `grade`.
    public func replay(
        _ finding: Finding, of submission: Submission, course: String
    ) async throws -> (replay: Replay?, verdict: Verdict) {
        let verdict = try await grade(submission, course: course, replaying: finding, again: []).first
        guard ![.graderError, .invalidSubmission, .forbidden, .tampered].contains(verdict.outcome) else {
            return (nil, verdict)
        }
        guard verdict.outcome != .compileError else {
            return (.doesNotCompile(CompileFailure(of: verdict)), verdict)
        }
        return (Replay(of: finding, regraded: verdict), verdict)
    }

    /// Grades a submission, and then runs what was compiled again and again.
    ///
    /// - Parameters:
    ///   - finding: only the test that it was found in is run, and of that only its schedule.
    ///   - reruns: nothing of it happens where the first verdict came without a run.
    ///   - haste: nil for a verdict that somebody reads.
    func grade(
        _ submission: Submission, course: String, replaying finding: Finding? = nil, again reruns: [Rerun],
        haste: Haste? = nil
    ) async throws -> (first: Verdict, again: [Verdict]) {
        let began = ContinuousClock.now
        guard submission.exercise.kind != .server || sandbox.tier != .reduced else {
            throw GradingError.needsNetwork(exercise: submission.exercise.slug)
        }
        let sources = try GraderSources(of: submission.exercise, toolchain: toolchain, runtime: runtime)
        var verdict = Verdict(
            course: course, exercise: submission.exercise.slug, outcome: .graderError,
            maxScore: submission.exercise.points, sandbox: sandbox.tier.rawValue,
            graderFingerprint: sources.fingerprint)
        var repeated: [Verdict] = []
        if let flaw = submission.flaw {
            verdict.outcome = .invalidSubmission
            verdict.reason = flaw
        } else {
            let stage = try cache.stage()
            defer { stage.remove() }
            let flags = CompilePlan.Flags(of: submission.exercise)
            if try await compiler.warmModuleCaches(
                for: [flags, flags.forGrader], report: { report(.moduleCache) })
            {
                verdict.cached.append("module_cache")
            }
            repeated = try await judge(
                submission, by: sources, replaying: finding, in: stage, again: reruns, haste, into: &verdict)
        }
        // What was ended in its midst has said nothing about the submission.
        try Task.checkCancellation()
        verdict.timing.total = (ContinuousClock.now - began).seconds
        return (verdict, repeated)
    }

    private func judge(
        _ submission: Submission, by sources: GraderSources, replaying finding: Finding?, in stage: Stage,
        again reruns: [Rerun], _ haste: Haste?, into verdict: inout Verdict
    ) async throws -> [Verdict] {
        let clock = ContinuousClock()
        let start = clock.now
        let work = try StagedFiles(submission.files, in: stage.folder("learner"), reserved: [])
        let products = try stage.folder("products", writableByRun: true)
        let job = try stage.folder("job")
        verdict.timing.stage = (clock.now - start).seconds

        let unit = Compiler.Unit(
            module: submission.exercise.module, flags: CompilePlan.Flags(of: submission.exercise),
            folder: work.folder, sources: work.sources,
            warnsOfUnsafeMemory: !submission.exercise.uses.contains(.memory), products: products)
        let compiling = clock.now
        let build = try compiler.start(unit)
        let screen = Screen(
            exercise: submission.exercise, files: submission.files.map { (name: $0.name, bytes: $0.bytes) },
            graderWords: sources.words.foreign)
        if verdict.settle(objections: screen.sourceObjections()) {
            build.kill()
            _ = await build.finish()
            return []
        }
        // The host loads its libraries on the other core while the front end runs. Two sandboxes made at the same moment
        // would wait for each other in the kernel, so the one that a verdict waits for has a start.
        let host = try HostSession(
            for: submission.exercise, sandbox: sandbox, runtime: runtime, toolchain: toolchain, job: job)
        let graderBuild = GraderBuild(sources: sources, compiler: compiler, cache: cache)
        do {
            async let expected = graderBuild.expectation(in: stage, report: report)
            let finished = try await compiler.finish(build)
            let whole = (clock.now - compiling).seconds
            let taken = take(finished, after: whole, of: unit, work, screen, job: job, into: &verdict)
            guard let learner = taken else {
                await host.cancel()
                return []
            }
            let prepared = try await prepare(
                graderBuild, try await expected, against: learner, job: job, in: stage, into: &verdict)
            // Of a finding only the test that it was found in.
            let wanted = prepared?.filter { finding == nil || $0.name == finding?.scenario?.test }
            let tests = wanted.map { haste?.ordered($0) ?? $0 }
            guard let tests, !tests.isEmpty || finding == nil,
                try await addProgram(
                    graderBuild, around: learner, object: "\(products)/\(unit.module).o", job: job, in: stage,
                    into: &verdict)
            else {
                await host.cancel()
                return []
            }
            let kept = reruns.isEmpty ? nil : try CompiledWork(in: job, keptIn: stage)
            let running = clock.now
            let report = await host.run(tests, replaying: finding, haste: haste) {
                unlink(job + "/grader.so")
            }
            verdict.timing.run = (clock.now - running).seconds
            try await conclude(
                report, tests: tests, submission: submission, work: work, library: job + "/learner.so",
                isTold: haste == nil, into: &verdict)
            guard let kept else { return [] }
            return try await rerun(kept, reruns, tests, submission, work, in: stage, like: verdict)
        } catch {
            await host.cancel()
            throw error
        }
    }

    // MARK: Compile

    /// Takes what was compiled: the library into the job folder; nil when that settles the verdict.
    private func take(
        _ finished: Finished, after whole: Double, of unit: Compiler.Unit, _ work: StagedFiles,
        _ screen: Screen, job: String, into verdict: inout Verdict
    ) -> LearnerModule? {
        let (module, products) = (unit.module, unit.products)
        let object = modificationTime("\(products)/\(module).o")
        let library = modificationTime("\(products)/\(module).so")
        verdict.timing.link = object.flatMap { object in library.map { max(0, $0 - object) } } ?? 0
        verdict.timing.compile = max(0, whole - verdict.timing.link)
        let unsafe = note(finished, work, screen, into: &verdict)
        let compiled = readRegularFile("\(products)/\(module).o", limit: 256 << 20)
        guard finished.ending == .exited(0) else {
            // An object that does not link may say by its names why.
            let isCompiled = !verdict.diagnostics.contains { $0.severity == .error }
            if isCompiled, case .exited = finished.ending, let compiled,
                verdict.settle(objections: unsafe + screen.objections(to: compiled))
            {
                return nil
            }
            verdict.settle(compileEndedBy: finished.ending)
            return nil
        }
        // What was cut off cannot be judged.
        guard !finished.outputWasCut else {
            verdict.outcome = .outputLimit
            verdict.reason = "컴파일러가 한 말이 \(Compiler.limits.outputKB) KB를 넘음. 경고를 줄이세요"
            return nil
        }
        guard let compiled else {
            verdict.reason = "컴파일한 결과를 읽지 못함"
            return nil
        }
        if verdict.settle(objections: unsafe + screen.objections(to: compiled)) { return nil }
        guard let interface = readRegularFile("\(products)/\(module).swiftmodule", limit: 64 << 20),
            let learner = readRegularFile("\(products)/\(module).so", limit: 256 << 20),
            writeFile(learner, to: job + "/learner.so")
        else {
            verdict.reason = "컴파일한 결과를 읽지 못함"
            return nil
        }
        return LearnerModule(name: module, interface: interface, flags: unit.flags)
    }

    /// The expected list, and the grader's library in the job folder; nil when the verdict is settled without a run.
    private func prepare(
        _ build: GraderBuild, _ expected: GraderBuild.Result<GraderBuild.Expectation>?,
        against learner: LearnerModule,
        job: String, in stage: Stage, into verdict: inout Verdict
    ) async throws -> [TestCase]? {
        let exercise = build.sources.exercise
        let result =
            if let expected { expected } else { try await build.tests(against: learner, in: stage) }
        guard let expected = value(of: result, exercise, into: &verdict) else { return nil }
        guard !expected.tests.isEmpty else {
            verdict.reason = "이 연습의 채점기에 시험이 하나도 없음. 만든 사람에게 알려 주세요"
            return nil
        }
        let made = try await build.library(expected, against: learner, in: stage)
        guard let library = value(of: made, exercise, into: &verdict) else { return nil }
        if library.wasCached { verdict.cached.append("grader") }
        guard writeFile(library.bytes, to: job + "/grader.so") else {
            throw GradingError.cacheUnusable(path: job, errno: errno)
        }
        return expected.tests
    }

    /// What was made; nil when its failure settles the verdict.
    private func value<Value>(
        of result: GraderBuild.Result<Value>, _ exercise: Exercise, into verdict: inout Verdict
    ) -> Value? {
        switch result {
        case .ready(let value): return value
        case .failed(let words): verdict.reason = "이 연습의 채점기가 컴파일되지 않음. 만든 사람에게 알려 주세요\n\(words)"
        case .doesNotFit(let messages): verdict.settle(interfaceFaults: messages, exercise: exercise)
        case .bindsForeign(let names): verdict.settle(foreignNames: names)
        }
        return nil
    }

    /// Links the program around the learner's module into the job folder, where the exercise has one; false when that
    /// settles the verdict.
    private func addProgram(
        _ grader: GraderBuild, around learner: LearnerModule, object: String, job: String, in stage: Stage,
        into verdict: inout Verdict
    ) async throws -> Bool {
        let exercise = grader.sources.exercise
        guard let build = try ProgramBuild(of: exercise, compiler: compiler, cache: cache) else {
            return true
        }
        let result = try await build.executable(around: learner, object: object, in: stage) {
            try await grader.reference(in: stage)
        }
        switch result {
        case .ready(let path):
            guard rename(path, job + "/program") == 0 else {
                throw GradingError.cacheUnusable(path: job, errno: errno)
            }
            return true
        case .doesNotFit(let messages):
            verdict.settle(interfaceFaults: messages, exercise: exercise)
        case .failed(let words):
            verdict.reason = "이 연습의 Program이 만들어지지 않음. 만든 사람에게 알려 주세요\n\(words)"
        }
        return false
    }

    /// Notes what the compiler said, and returns what it could not prove safe.
    private func note(
        _ finished: Finished, _ work: StagedFiles, _ screen: Screen, into verdict: inout Verdict
    ) -> [Objection] {
        let text = String(decoding: finished.errors, as: UTF8.self)
        verdict.compilerOutput = text.isEmpty ? nil : Wording.renamed(text, names: work.names)
        let all = DiagnosticParser.diagnostics(in: text, names: work.names, sources: work.lines)
        verdict.diagnostics = DiagnosticParser.shown(all)
        return screen.objections(to: all)
    }

    // MARK: Conclude

    func conclude(
        _ report: HostSession.Report, tests: [TestCase], submission: Submission, work: StagedFiles,
        library: String, isTold: Bool = true, into verdict: inout Verdict
    ) async throws {
        let places = isTold ? try await places(in: report, names: work.names, library: library) : [:]
        let judge = Judge(exercise: submission.exercise, tests: tests, names: work.names)
        let isAllSeen = !UnseenCode.isPossible(in: submission.files)
        let explored =
            isTold
            ? try await explored(in: report, of: tests, work, library: library, isAllSeen: isAllSeen)
            : Judge.explored(in: report).mapValues { $0.map { JudgedScenario($0, findings: []) } }
        verdict.tests = judge.results(of: report, places: places, explored: explored)
        verdict.findings = judge.findings(in: explored)
        verdict.score = Verdict.score(points: verdict.maxScore, tests: verdict.tests)
        if let fault = report.fault ?? Judge.explorerFault(in: report) {
            verdict.score = 0
            // A library that the loader refuses is the submission's: a name that is nowhere, or too large.
            guard !fault.hasPrefix("learner:") else {
                verdict.outcome = .compileError
                verdict.tests = []
                verdict.reason = Wording.notLoaded(fault)
                return
            }
            verdict.outcome = .graderError
            verdict.reason = "시험을 끝까지 돌리지 못함: \(fault)"
            return
        }
        let outcome = Verdict.outcome(of: verdict.tests)
        // Every record came and the last one closed the list, or it is no pass.
        verdict.outcome = outcome == .passed && !report.isComplete ? .timedOut : outcome
    }

    /// The learner's lines at which the threads of a test stood that crashed or got stuck.
    private func places(
        in report: HostSession.Report, names: [String: String], library: String
    ) async throws -> [Int: [[Judge.Place]]] {
        let symbolizer = Symbolizer(
            sandbox: sandbox, toolchain: toolchain, program: library, names: names)
        var places: [Int: [[Judge.Place]]] = [:]
        for (index, record) in report.results {
            for stack in Judge.stacks(of: record) {
                let lines = try await symbolizer.lines(of: stack)
                places[index, default: []].append(lines.map { Judge.Place(file: $0.file, line: $0.line) })
            }
        }
        return places
    }

    /// What the tests explored, by test index, in the learner's own words.
    private func explored(
        in report: HostSession.Report, of tests: [TestCase], _ work: StagedFiles, library: String,
        isAllSeen: Bool
    ) async throws -> [Int: [JudgedScenario]] {
        let told = Judge.explored(in: report).sorted { $0.key < $1.key }.flatMap { index, scenarios in
            scenarios.map { (index: index, scenario: $0) }
        }
        guard !told.isEmpty else { return [:] }
        let storyteller = Storyteller(
            symbolizer: Symbolizer(
                sandbox: sandbox, toolchain: toolchain, program: library, names: work.names),
            lines: work.lines, home: nil)
        let stories = try await storyteller.findings(in: told.map(\.scenario.findings))
        return zip(told, stories).reduce(into: [:]) { explored, entry in
            let (told, findings) = entry
            let named = findings.map { finding in
                var finding = finding
                finding.scenario = Finding.Scenario(
                    test: tests.indices.contains(told.index) ? tests[told.index].name : "",
                    title: told.scenario.title)
                return finding
            }
            explored[told.index, default: []].append(
                JudgedScenario(told.scenario, findings: named, isAllSeen: isAllSeen))
        }
    }

    private func modificationTime(_ path: String) -> Double? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension String {
    fileprivate var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}

extension CompilePlan.Flags {
    init(of exercise: Exercise) {
        self.init(
            languageMode: exercise.languageMode, isOptimized: exercise.kind == .performance,
            isExplored: exercise.kind == .explore)
    }

    /// Never optimized: an operator of the learner's could be inlined without a trace of its name. Nor explored: what a
    /// grader looks at between two steps of the learner's is no step.
    var forGrader: CompilePlan.Flags { CompilePlan.Flags(languageMode: languageMode, isOptimized: false) }
}
