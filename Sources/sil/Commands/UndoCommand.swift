import ArgumentParser
import Course
import Reporting

/// `sil undo [SLUG]`.
struct UndoCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "마지막 reset이나 restore를 무름")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("이 연습의 것만. 생략하면 가장 나중 것", valueName: "연습"), completion: .exercises)
    var exercise: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let asked = try exercise.map { try session.exercise($0, of: course).slug }
        let (workspace, memory) = try session.workspace(for: course.id)
        guard let change = memory.lastChange(of: asked) else { throw WorkspaceError.nothingToUndo(asked) }
        let exercise = try course.exercise(change.exercise)
        let backup = try workspace.undo(change, of: exercise, memory: memory)
        let report = ReplacementReport(
            .undone(change.action.rawValue), exercise: exercise.slug, backup: backup,
            shownBackup: backup.map(workspace.shown),
            files: workspace.swiftFiles(of: exercise).map(workspace.shown))
        try session.output.write(report, asJSON: options.json)
        return .done
    }
}
