import ArgumentParser
import Course
import Progress
import Reporting

/// `sil hint [SLUG]`.
struct HintCommand: Action {
    static let configuration = CommandConfiguration(commandName: "hint", abstract: "연습의 다음 힌트를 봄")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"), completion: .exercises)
    var exercise: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let total = exercise.hints.count
        guard total > 0 else {
            try session.output.write(HintReport(exercise, number: nil, taken: 0), asJSON: options.json)
            return .done
        }
        // Noted before it is shown: what was seen cannot be unseen. After the last one, the last is shown again.
        let number = try session.store().takeHint(exercise: exercise, course: course.id) ?? total
        try session.output.write(HintReport(exercise, number: number, taken: number), asJSON: options.json)
        return .done
    }
}
