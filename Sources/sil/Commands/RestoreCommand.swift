import ArgumentParser
import Course
import Progress
import Reporting
import Text

/// `sil restore SLUG --attempt N`.
struct RestoreCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "낸 적이 있는 코드를 다시 꺼냄. 쓰던 코드는 따로 남김")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    @Option(help: ArgumentHelp("몇 번째 시도의 코드인지. sil history가 보여 줌", valueName: "번호"))
    var attempt: Int

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let source = try session.store(.readOnly).source(
            ofAttempt: attempt, at: exercise, course: course.id)
        var (workspace, memory) = try session.workspace(for: course.id)
        if !memory.exercises.contains(where: { $0.slug == exercise.slug }) {
            // Around the module there may be a program, which no attempt holds.
            _ = try workspace.start(exercise, of: course, memory: memory)
            workspace = Workspace(at: workspace.root)
            memory = workspace.memory ?? memory
        }
        let backup = try workspace.restore(source.files, to: exercise, of: course, memory: memory)
        let report = ReplacementReport(
            .restored(attempt: attempt), exercise: exercise.slug, backup: backup,
            shownBackup: backup.map(workspace.shown),
            files: workspace.swiftFiles(of: exercise).map(workspace.shown))
        try session.output.write(report, asJSON: options.json)
        return .done
    }
}

extension ProgressStore {
    /// What was submitted in the attempt with that number, whole.
    func source(ofAttempt number: Int, at exercise: Exercise, course: String) throws -> SubmissionSource {
        let attempts = try attempts(of: exercise, course: course)
        guard let attempt = attempts.first(where: { $0.number == number }) else {
            throw AttemptError.unknown(number, exercise: exercise.slug, last: attempts.last?.number)
        }
        // Files too large to be kept are missing from it.
        guard let source = try source(of: attempt), source.digest == attempt.submission,
            source.files.allSatisfy({ Disk.isName($0.name) })
        else { throw AttemptError.notKept(number, exercise: exercise.slug) }
        return source
    }
}

/// Why the code of an attempt cannot be had.
enum AttemptError: Error, Equatable {
    /// - Parameter last: the number of the last one; nil where there is none.
    case unknown(Int, exercise: String, last: Int?)
    /// Too large, or under a name that is none.
    case notKept(Int, exercise: String)
}
