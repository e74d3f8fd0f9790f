import ArgumentParser
import Authoring
import Course
import Foundation
import Grading
import Reporting

/// `sil author check [SLUG…]`.
struct AuthorCheckCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "과정에 틀린 곳이 없는지 모두 살핌",
        discussion: """
            장의 글과 링크와 퀴즈와 예제, 연습의 채점기와 풀이와 오답을 살피고 고칠 곳을 모두 알려 줌.
            바뀌지 않은 것은 다시 돌리지 않음. 고칠 곳이 있으면 1로 끝남.
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(
        help: ArgumentHelp("장이나 연습의 이름. 없으면 과정 전체", valueName: "장이나 연습"), completion: .exercisesAndChapters)
    var names: [String] = []

    @Option(help: ArgumentHelp("함께 돌릴 일의 수. 없으면 코어의 수", valueName: "수"))
    var jobs: Int?

    @Option(help: ArgumentHelp("풀이마다 시험을 돌릴 횟수", valueName: "번"))
    var runs = CourseCheck.runsOfSolutions

    @Flag(help: "풀이를 조금씩 바꿔 시험을 떠보는 일(변이)과 시험이 닿지 않는 줄 찾기는 빼고 살핌")
    var skipMutation = false

    func validate() throws {
        guard jobs.map({ (1...64).contains($0) }) ?? true else {
            throw ValidationError("--jobs는 1부터 64까지임")
        }
        guard (1...1000).contains(runs) else { throw ValidationError("--runs는 1부터 1000까지임") }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let folder = try session.authoredCourseFolder()
        do {
            return try await check(Course(at: folder), in: session)
        } catch CourseError.faults(let faults) {
            return try show(CourseCheck.report(onUnreadable: faults), in: session)
        } catch {
            Interruption.hold()
            throw error
        }
    }

    private func check(_ course: Course, in session: Session) async throws -> ExitStatus {
        let subjects = try names.map { try course.checkSubject($0) }
        let line = CheckingLine()
        let check = CourseCheck(
            course, instruments: try session.machinery(tier: session.tier(nil)).instruments(),
            tool: ToolBuild.identity, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
            runs: runs, writing: .terminal,
            searchPath: session.surroundings.environment["PATH"] ?? "/usr/bin:/bin",
            measuresTests: !skipMutation)
        let cache = try session.cache()
        Interruption.arrange { cache.removeOwnStages() }
        let report = try await check.report(on: subjects, progress: line.show)
        line.clear()
        cache.trim(to: Cache.limit(environment: session.surroundings.environment))
        return try show(report, in: session)
    }

    private func show(_ report: CheckReport, in session: Session) throws -> ExitStatus {
        try session.output.write(CourseCheckScreen(report), asJSON: options.json)
        return report.faults.isEmpty ? .done : .notPassed
    }
}

extension Course {
    /// The chapter or exercise that an author means, broken ones included: what is wrong with them is to be told.
    fileprivate func checkSubject(_ reference: String) throws -> CourseCheck.Subject {
        if brokenExercises[reference] != nil { return .exercise(slug: reference) }
        if brokenChapters[reference] != nil { return .chapter(name: reference) }
        do {
            return .exercise(slug: try exercise(reference).slug)
        } catch CourseError.unknownExercise(_, let nearest) {
            do {
                return .chapter(name: try chapter(reference).name)
            } catch CourseError.unknownChapter(_, let chapters) {
                throw CourseError.unknownExercise(reference, nearest: nearest + chapters)
            }
        }
    }
}

extension Machinery {
    /// Everything ready, `sil-syntax` too where the toolchain can build it: a check takes its time anyway.
    func instruments() throws -> Instruments {
        let line = PreparationLine()
        let runtime = try RuntimeBuild.ready(
            sources: runtimeSources, toolchain: toolchain, cache: cache, report: line.show)
        _ = try runtime.syntax(toolchain: toolchain, cache: cache, report: line.show)
        return Instruments(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
    }
}

/// Tells on a terminal how far a check has come.
struct CheckingLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ done: Int, _ known: Int) {
        guard isTerminal else { return }
        try? Output.write("\r살피는 중 \(done)/\(known)", to: STDERR_FILENO)
    }

    func clear() {
        if isTerminal { try? Output.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }
}
