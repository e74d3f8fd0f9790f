import Progress
import ArgumentParser
import Course
import Reporting

/// `sil next`.
struct NextCommand: Action {
    static let configuration = CommandConfiguration(commandName: "next", abstract: "다음에 할 한 가지를 보임")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let progress = try session.store(.readOnly).overview(of: course)
        try session.output.write(
            NextReport(course.id, NextStep(in: course, progress)), asJSON: options.json)
        return .done
    }
}
