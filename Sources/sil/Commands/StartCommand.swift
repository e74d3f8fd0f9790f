import ArgumentParser
import Course
import Progress
import Reporting
import Text

/// `sil start SLUG`.
struct StartCommand: Action {
    static let configuration = CommandConfiguration(commandName: "start", abstract: "연습의 시작 코드를 작업 공간에 놓음")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1", valueName: "연습"))
    var exercise: String

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let (workspace, _) = try session.workspace(for: course.id)
        let outcome = try session.start(exercise, of: course)
        guard !options.json else {
            try session.output.write(
                StartReport(
                    exercise: exercise.slug, module: exercise.module,
                    directory: workspace.sources(of: exercise.module), files: outcome.created + outcome.kept,
                    created: !outcome.created.isEmpty))
            return .done
        }
        try session.output.write(lines(exercise, outcome, width: session.output.width))
        return .done
    }

    private func lines(_ exercise: Exercise, _ outcome: Workspace.StartOutcome, width: Int) -> [StyledLine] {
        var lines = [StyledLine(exercise.slug, .bold) + StyledLine(" · \(exercise.title)")]
        lines += StyledLine(exercise.summary).wrapped(to: width - 2).map { StyledLine("  ") + $0 }
        lines.append(StyledLine())
        return lines + outcome.lines(of: exercise).map { $0.isEmpty ? StyledLine() : StyledLine("  \($0)") }
    }
}
