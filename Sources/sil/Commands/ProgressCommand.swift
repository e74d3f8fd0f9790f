import Progress
import ArgumentParser
import Course
import Reporting

/// `sil progress`.
struct ProgressCommand: Action {
    static let configuration = CommandConfiguration(commandName: "progress", abstract: "읽은 절, 점수, 시도를 장마다 보임")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let report = ProgressReport(course, try session.store(.readOnly).overview(of: course))
        try session.output.write(report, asJSON: options.json)
        session.tellFaults(of: course)
        return .done
    }
}
