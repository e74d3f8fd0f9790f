import ArgumentParser
import Course
import Progress
import Reporting

/// `sil history [SLUG]`.
struct HistoryCommand: Action {
    static let configuration = CommandConfiguration(commandName: "history", abstract: "한 연습의 시도를 모두 보임")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let attempts = try session.store(.readOnly).attempts(of: exercise, course: course.id)
        try session.output.write(HistoryReport(exercise.slug, attempts), asJSON: options.json)
        return .done
    }
}
