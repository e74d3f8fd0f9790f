import Authoring
import Course
import Grading
import Progress
import Reading
import Reporting
import Synchronization
import Text

/// One run of a program of a page, or one search among its schedules.
struct SampleRun: Sendable {
    private let sample: Sample
    private let use: Sample.Use
    private let session: Session

    init(_ sample: Sample, as use: Sample.Use, in session: Session) {
        self.sample = sample
        self.use = use
        self.session = session
    }

    /// Takes what is being done, and whether it is done only once.
    private typealias Telling = @Sendable (String, Bool) -> Void

    /// - Parameter tell: called with what is being done.
    /// - Throws: for what keeps a program from being run at all; `CancellationError`. What the program does wrong is an
    ///   answer.
    func answer(tell: @escaping @Sendable (String) -> Void) async throws -> LiveAnswer {
        let machinery = try session.machinery(tier: session.tier(nil))
        let hasGrown = Mutex(false)
        // What is prepared once is what makes the cache grow.
        defer {
            if hasGrown.withLock({ $0 }) {
                machinery.cache.trim(to: Cache.limit(environment: session.surroundings.environment))
            }
        }
        let tell: Telling = { words, isPreparing in
            if isPreparing { hasGrown.withLock { $0 = true } }
            tell(words)
        }
        let program = try ExploredProgram(sample)
        let source = SubmissionSource(files: program.files.map { (name: $0.name, bytes: $0.bytes) })
        var answer =
            switch use {
            case .run: try await ran(program, source, by: machinery, tell: tell)
            case .explore: try await explored(program, source, by: machinery, tell: tell)
            }
        answer.nextVerb = use == sample.kind.use ? (use == .run ? "다시 실행" : "다시 탐색") : nil
        return answer
    }

    /// ` · 0.4초`, ` · 12.0초`: what compiling and running took, without what is done once.
    private static func time(since began: ContinuousClock.Instant) -> StyledLine {
        let tenths = Int(((ContinuousClock.now - began) / .milliseconds(100)).rounded())
        return StyledLine(" · \(tenths / 10).\(tenths % 10)초", .dim)
    }

    // MARK: Running

    private func ran(
        _ program: ExploredProgram, _ source: SubmissionSource, by machinery: Machinery,
        tell: @escaping Telling
    ) async throws -> LiveAnswer {
        let runtime = try machinery.runtime { Self.tell($0, tell) }
        let runner = ProgramRunner(
            toolchain: machinery.toolchain, cache: machinery.cache, sandbox: machinery.sandbox,
            runtime: runtime
        ) { progress in
            switch progress {
            case .moduleCache: tell("실행 준비 (처음 한 번)", true)
            case .compiling: tell("컴파일하는 중", false)
            case .running: tell("실행 중", false)
            }
        }
        let began = ContinuousClock.now
        switch try await runner.run(program, languageMode: sample.kind.languageMode) {
        case .doesNotCompile(let failure): return doesNotCompile(failure, source)
        case .ran(let run): return answer(run, Self.time(since: began))
        }
    }

    private func answer(_ run: ProgramRun, _ time: StyledLine) -> LiveAnswer {
        var title = StyledLine("방금 실행한 출력", .bold)
        if let expected = sample.expected, sample.kind.use == .run {
            title.append(expected.matches(run.shown) ? " · 책과 같음" : " · 책과 다름")
        }
        title += time
        let isEmpty = run.output.isEmpty && run.endingWords == nil
        var parts = [LiveAnswer.Part.printed(isEmpty ? "(아무것도 찍지 않음)" : run.output, title)]
        if !run.errors.isEmpty {
            parts.append(.printed(run.errors, StyledLine("오류 출력(stderr)", .bold)))
        }
        if let ending = run.endingWords {
            parts.append(LiveAnswer.Part { StyledLine("[\(ending)]").wrapped(to: $0) })
        }
        return LiveAnswer(parts, replacesOutput: sample.expected != nil && sample.kind.use == .run)
    }

    private func doesNotCompile(_ failure: CompileFailure, _ source: SubmissionSource) -> LiveAnswer {
        let errors = CompileErrors(failure.diagnostics, reason: failure.reason, source: source)
        return LiveAnswer([
            LiveAnswer.Part(StyledLine("컴파일되지 않음", Style(isBold: true, color: .red))) {
                errors.lines(width: $0)
            }
        ])
    }

    // MARK: Exploring

    private func explored(
        _ program: ExploredProgram, _ source: SubmissionSource, by machinery: Machinery,
        tell: @escaping Telling
    ) async throws -> LiveAnswer {
        let explorer = try Explorer(
            toolchain: machinery.toolchain, cache: machinery.cache, sandbox: machinery.sandbox,
            runtimeSources: machinery.runtimeSources
        ) { progress in
            switch progress {
            case .runtime(let progress): Self.tell(progress, tell)
            case .moduleCache: tell("탐색 준비 (처음 한 번)", true)
            case .compiling: tell("탐색: 컴파일하는 중", false)
            case .exploring(let schedules, _): tell("탐색: 실행 순서 \(schedules)개를 봄", false)
            }
        }
        switch try await explorer.explore(program, SampleCheck.order(of: sample)) {
        case .doesNotCompile(let failure): return doesNotCompile(failure, source)
        case .explored(let search): return answer(search, source, by: machinery.toolchain)
        }
    }

    private func answer(
        _ search: Search, _ source: SubmissionSource, by toolchain: Toolchain
    ) -> LiveAnswer {
        var report = ExplorationReport(search, source: source)
        report.findings = session.kept(search.findings) { finding in
            ExploredSchedule(
                subject: .program(paths: []), source: source, languageMode: sample.kind.languageMode,
                strategy: search.strategy, seed: search.seed, toolchain: toolchain.version, finding: finding)
        }
        let story = report
        var title = StyledLine("방금 탐색한 것", .bold)
        let isOwn = sample.kind.use == .explore
        if isOwn, let expected = sample.expected {
            title.append(FindingWriting.terminal.agrees(expected, with: search) ? " · 책과 같음" : " · 책과 다름")
        }
        return LiveAnswer(
            [LiveAnswer.Part(title) { story.lines(width: $0) }],
            replacesOutput: isOwn && sample.expected != nil)
    }

    private static func tell(_ progress: RuntimeBuild.Progress, _ tell: Telling) {
        switch progress {
        case .waiting: tell("다른 sil이 준비를 마치기를 기다림", false)
        case .began: tell("처음 한 번 준비함", true)
        case .step(let done, let total):
            tell("처음 한 번 준비함 \(total > 0 ? min(done, total) * 100 / total : 0) %", true)
        case .ended: break
        }
    }
}

extension LiveAnswer {
    /// What kept something from being done, in the place of what would have come of it.
    init(_ failure: Failure) {
        self.init(
            StyledLine("하지 못함: \(failure.message)", .bold),
            sentences: failure.suggestions + ["읽기는 이대로 이어 갈 수 있음."])
    }
}
