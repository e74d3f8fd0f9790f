import ArgumentParser
import Course
import Progress
import Reporting
import Text

/// `sil start SLUG`.
struct StartCommand: Action {
    static let configuration = CommandConfiguration(commandName: "start", abstract: "연습의 시작 코드를 작업 공간에 놓음")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1", valueName: "연습"), completion: .exercises)
    var exercise: String

    @Flag(help: "편집기로 엶 ($VISUAL, $EDITOR, 없으면 VS Code)")
    var open = false

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let (workspace, _) = try session.workspace(for: course.id)
        // Before anything is written: who asked for an editor and has none, asks once more.
        let editor = open ? try session.editor() : nil
        let outcome = try session.start(exercise, of: course)
        try report(outcome, of: exercise, in: workspace, session)
        let files = workspace.swiftFiles(of: exercise)
        if let editor, !editor.open(files, environment: session.surroundings.environment) {
            session.output.say("sil: 편집기를 열지 못함: \(editor.command[0])")
        }
        return .done
    }

    private func report(
        _ outcome: Workspace.StartOutcome, of exercise: Exercise, in workspace: Workspace, _ session: Session
    ) throws {
        guard !options.json else {
            try session.output.write(
                StartReport(
                    exercise: exercise.slug, module: exercise.module,
                    directory: workspace.sources(of: exercise.module), files: outcome.created + outcome.kept,
                    created: !outcome.created.isEmpty))
            return
        }
        try session.output.write(lines(exercise, outcome, width: session.output.width))
    }

    private func lines(_ exercise: Exercise, _ outcome: Workspace.StartOutcome, width: Int) -> [StyledLine] {
        var lines = [StyledLine(exercise.slug, .bold) + StyledLine(" · \(exercise.title)")]
        lines += StyledLine(exercise.summary).wrapped(to: width - 2).map { StyledLine("  ") + $0 }
        lines.append(StyledLine())
        return lines + outcome.lines(of: exercise).map { $0.isEmpty ? StyledLine() : StyledLine("  \($0)") }
    }
}
