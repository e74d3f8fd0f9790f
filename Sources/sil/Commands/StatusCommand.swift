import Progress
import ArgumentParser
import Course
import Reporting

/// `sil status`, and `sil` alone on a terminal.
struct StatusCommand: Action {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "어디까지 왔고 무엇을 이어서 할지 보임")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let report = StatusReport(course, try session.store(.readOnly).overview(of: course))
        try session.output.write(report, asJSON: options.json)
        session.tellFaults(of: course)
        return .done
    }
}
