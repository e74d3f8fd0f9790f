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
        let (workspace, memory) = try session.workspace(for: course.id)
        let outcome = try workspace.start(exercise, of: course, memory: memory)
        do {
            try session.store().noteStart(exercise, course: course.id)
        } catch {
            // The code is there, which is what was asked for.
            session.tellWithoutStopping(error)
        }
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
        for path in outcome.created { lines.append(StyledLine("  새로 놓음  \(path)")) }
        for path in outcome.kept { lines.append(StyledLine("  그대로 둠  \(path)")) }
        lines += [
            StyledLine(), StyledLine("  시험  ./sil test \(exercise.slug)"),
            StyledLine("  제출  ./sil submit \(exercise.slug)"),
        ]
        let program = "Sources/\(exercise.module)Program/"
        if (outcome.created + outcome.kept).contains(where: { $0.hasPrefix(program) }) {
            lines.append(StyledLine("  실행  swift run \(exercise.slug)"))
        }
        if !outcome.kept.isEmpty { lines.append(StyledLine("  처음부터  ./sil reset \(exercise.slug)")) }
        return lines
    }
}
