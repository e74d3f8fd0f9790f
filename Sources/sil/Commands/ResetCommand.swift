import ArgumentParser
import Course
import Reporting

/// `sil reset [SLUG]`.
struct ResetCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "시작 코드로 되돌림. 쓰던 코드는 따로 남김")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let (workspace, memory) = try session.workspace(for: course.id)
        guard memory.exercises.contains(where: { $0.slug == exercise.slug }) else {
            throw WorkspaceError.notStarted(exercise.slug)
        }
        let backup = try workspace.reset(exercise, of: course, memory: memory)
        let report = ReplacementReport(
            .reset, exercise: exercise.slug, backup: backup, shownBackup: backup.map(workspace.shown),
            files: workspace.swiftFiles(of: exercise).map(workspace.shown))
        try session.output.write(report, asJSON: options.json)
        return .done
    }
}
