public import ArgumentParser
public import Grading
import Progress
import Reporting
import Sandbox
import Synchronization
import Verdicts

/// `sil explore FILE…`: a program under the schedule explorer.
struct ExploreCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "explore", abstract: "프로그램을 여러 실행 순서로 돌려 레이스와 데드락을 찾음",
        discussion: "파일은 모두 합해 완전한 프로그램 하나여야 함. Swift는 @main이나 바로 실행되는 코드, C는 main 함수가 있어야 함.")

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: ArgumentHelp("프로그램의 .swift 파일들이나 .c 파일들", valueName: "파일"),
        completion: .file(extensions: ["swift", "c"]))
    var files: [String]

    @Option(help: ArgumentHelp("실행 순서를 몇 개까지 볼지", valueName: "개수"))
    var schedules = 10_000

    @Option(help: ArgumentHelp("다음 실행 순서를 고르는 방법", valueName: "전략"))
    var strategy = Explorer.Strategy.mix

    @Option(help: ArgumentHelp("같은 씨앗은 같은 순서들을 같은 차례로 봄", valueName: "씨앗"))
    var seed: UInt64 = 1

    /// As `swiftc` without an option: what compiles there is to compile here.
    @Option(help: ArgumentHelp("Swift의 언어 모드: 5, 6", valueName: "모드"))
    var languageMode = 5

    /// Off by default: a pool that waits for work when `main` returns is meant to end with the process.
    @Flag(help: "main이 끝났는데 영영 기다리는 스레드가 남는 것도 잘못으로 봄")
    var threadLeaks = false

    @Option(help: ArgumentHelp("코드를 가두는 단계: full, reduced, none(가두지 않음)", valueName: "단계"))
    var sandbox: Tier?

    @Flag(help: "컴파일러가 한 말을 그대로 보임")
    var raw = false

    /// A seed is told in JSON too, whose numbers are exact up to here.
    private static let seedMax: UInt64 = 1 << 53 - 1

    func validate() throws {
        guard 1...Explorer.schedulesMax ~= schedules else {
            throw ValidationError("--schedules는 1부터 \(Explorer.schedulesMax)까지임")
        }
        guard seed <= Self.seedMax else { throw ValidationError("--seed는 0부터 \(Self.seedMax)까지임") }
        guard [5, 6].contains(languageMode) else { throw ValidationError("--language-mode는 5나 6임") }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let program = try ExploredProgram(
            files: files.map { Disk.absolute($0, from: session.surroundings.currentDirectory) })
        let machinery = try session.machinery(tier: session.tier(sandbox))
        let line = PreparationLine()
        let hasGrown = Mutex(false)
        let explorer = try Explorer(
            toolchain: machinery.toolchain, cache: machinery.cache, sandbox: machinery.sandbox,
            runtimeSources: machinery.runtimeSources
        ) { progress in
            if progress == .moduleCache || progress == .runtime(.began) { hasGrown.withLock { $0 = true } }
            line.show(progress)
        }
        let exploration = try await explorer.explore(
            program,
            Explorer.Order(
                schedules: schedules, strategy: strategy, seed: seed, languageMode: languageMode,
                judgesLeaks: threadLeaks))
        line.clear()
        if hasGrown.withLock({ $0 }) {
            machinery.cache.trim(to: Cache.limit(environment: session.surroundings.environment))
        }
        let report = report(exploration, on: program, by: machinery.toolchain, in: session)
        try session.output.write(report, asJSON: options.json)
        return report.isCompiled && report.findings.isEmpty ? .done : .notPassed
    }

    private func report(
        _ exploration: Exploration, on program: ExploredProgram, by toolchain: Toolchain, in session: Session
    ) -> ExplorationReport {
        let source = SubmissionSource(files: program.files.map { (name: $0.name, bytes: $0.bytes) })
        var report = ExplorationReport(strategy: strategy.rawValue, seed: seed, source: source)
        switch exploration {
        case .doesNotCompile(let failure):
            report.isCompiled = false
            report.isRaw = raw
            report.diagnostics = failure.diagnostics
            report.reason = failure.reason
            report.compilerOutput = failure.output
            report.seconds = failure.seconds
        case .explored(let search):
            report = ExplorationReport(search, source: source)
            report.findings = kept(search.findings, of: program, source, by: toolchain, in: session)
        }
        return report
    }

    /// The findings, with handles as far as the store takes their schedules.
    private func kept(
        _ findings: [Finding], of program: ExploredProgram, _ source: SubmissionSource,
        by toolchain: Toolchain, in session: Session
    ) -> [Finding] {
        session.kept(findings) { finding in
            ExploredSchedule(
                subject: .program(paths: program.paths), source: source, languageMode: languageMode,
                strategy: strategy.rawValue, seed: seed, toolchain: toolchain.version, finding: finding)
        }
    }
}

extension Explorer.Strategy: ExpressibleByArgument {}
