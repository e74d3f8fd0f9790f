import ArgumentParser
import Course
import Foundation
import Grading
import Progress
import Reporting
import Sandbox
import Terminal
import Text
import Verdicts

/// `sil replay HANDLE`: what was found once, step by step, and whether it still happens.
struct ReplayCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "찾은 문제를 한 걸음씩 되짚고, 다시 돌려 봄",
        discussion: "sil explore, submit, test가 찾은 것에 붙인 번호를 줌. 화면에서는 →와 ←로 오가고 q로 나감.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("찾은 것에 붙은 번호 (7k2f)", valueName: "번호"))
    var handle: String

    @Option(help: ArgumentHelp("코드를 가두는 단계: full, reduced, none(가두지 않음)", valueName: "단계"))
    var sandbox: Tier?

    func run(in session: Session) async throws -> ExitStatus {
        let store = try session.store(.readOnly)
        let name = handle.lowercased()
        guard let kept = try store.schedule(name) else {
            throw Failure(
                kind: "unknown_handle", message: "\(handle): 이런 번호로 남겨 둔 것이 없음",
                suggestions: try store.handles(limit: 3).map { "sil replay \($0)" }, exitStatus: .badInput)
        }
        let report = try await report(on: kept, as: name, in: session)
        if options.json || !session.surroundings.canPage || !FullScreen.hasKeyboard {
            try session.output.write(report, asJSON: options.json)
        } else if try walk(report, in: session) == .interrupt {
            return .interrupted
        }
        return report.isAsBefore ? .done : .notPassed
    }

    // MARK: Running it again

    private func report(
        on kept: ExploredSchedule, as name: String, in session: Session
    ) async throws -> ReplayReport {
        var report = ReplayReport(
            handle: name, finding: kept.finding, source: kept.source, outcome: .notRun(""))
        report.finding.handle = name
        switch kept.subject {
        case .program(let paths):
            // A program of a page lies in no file of its own.
            report.changedFiles = paths.isEmpty ? [] : Self.changedFiles(of: kept.source, at: paths)
            try await explore(kept, from: paths, into: &report, in: session)
        case .exercise(let course, let slug):
            try await grade(kept, course: course, slug: slug, into: &report, in: session)
        }
        return report
    }

    /// The one schedule of a program.
    private func explore(
        _ kept: ExploredSchedule, from paths: [String], into report: inout ReplayReport, in session: Session
    ) async throws {
        let machinery = try session.machinery(tier: session.tier(sandbox))
        report.compare(kept.toolchain, with: machinery.toolchain.version)
        let line = PreparationLine()
        let explorer = try Explorer(
            toolchain: machinery.toolchain, cache: machinery.cache, sandbox: machinery.sandbox,
            runtimeSources: machinery.runtimeSources, report: line.show)
        let named = paths.isEmpty ? kept.source.files.map(\.name) : paths
        let replay = try await explorer.replay(
            kept.finding, of: ExploredProgram(Self.files(of: kept), from: named),
            languageMode: kept.languageMode)
        line.clear()
        report.outcome = Self.outcome(of: replay)
    }

    /// A test of an exercise: the submission of then in that one schedule, by the grader of today.
    private func grade(
        _ kept: ExploredSchedule, course: String, slug: String, into report: inout ReplayReport,
        in session: Session
    ) async throws {
        guard let root = try? session.courseFolder(), let found = Course.glance(at: root, exercise: slug),
            found.course == course
        else {
            report.outcome = .notRun(
                "연습 \(Particle.subject(slug)) 있는 과정 \(Particle.object(course)) 찾을 수 없음. 그때의 기록만 보임")
            return
        }
        let machinery = try session.machinery(tier: session.tier(sandbox))
        report.compare(kept.toolchain, with: machinery.toolchain.version)
        let grader = try machinery.grader()
        let (replay, verdict) = try await grader.replay(
            kept.finding, of: Submission(of: found.exercise, files: Self.files(of: kept)), course: course)
        report.outcome =
            replay.map(Self.outcome) ?? .notRun(verdict.reason ?? "채점할 수 없음. 그때의 기록만 보임")
    }

    private static func files(of kept: ExploredSchedule) -> [Submission.File] {
        kept.source.files.map { Submission.File(name: $0.name, bytes: $0.bytes) }
    }

    private static func outcome(of replay: Replay) -> ReplayReport.Outcome {
        switch replay {
        case .happened: .happened
        case .differs(let findings): .differs(findings)
        case .nothing: .nothing
        case .doesNotCompile: .doesNotCompile
        case .notRepeatable: .notRun("다시 돌릴 순서나 시험이 남아 있지 않음. 그때의 기록만 보임")
        }
    }

    /// Names of files that hold something else now, or are gone. C headers lie beside one of the files.
    private static func changedFiles(of source: SubmissionSource, at paths: [String]) -> [String] {
        let folders = Set(paths.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path })
        return source.files.filter { file in
            !folders.contains { folder in
                (try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + file.name))) == Data(file.bytes)
            }
        }.map(\.name)
    }

    // MARK: On the screen

    private func walk(_ report: ReplayReport, in session: Session) throws -> FullScreen.Answer {
        var walk = ReplayWalk(report)
        return try FullScreen(on: session.output).run(
            draw: { Picture(walk.lines(width: $0.width, height: $0.height)) },
            answer: { key in
                for key in key.strokes {
                    switch key {
                    case .interrupt: return .interrupt
                    case .character("q"): return .leave
                    default: break
                    }
                    if let move = Self.move(for: key) { walk.move(move) }
                }
                return .stay
            })
    }

    private static func move(for key: Key) -> ReplayWalk.Move? {
        switch key {
        case .right, .down, .wheelDown, .character("l"), .character("j"), .character(" "), .character("\n"):
            .forward
        case .left, .up, .wheelUp, .character("h"), .character("k"): .back
        case .home, .character("g"): .first
        case .end, .character("G"): .last
        case .character("a"): .all
        default: nil
        }
    }
}
