import ArgumentParser
import Course
import Reporting

/// `sil list`.
struct ListCommand: Action {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "장과 연습을 상태와 함께 늘어놓음")

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        try session.output.write(CourseList(course, session.overview(of: course)), asJSON: options.json)
        session.tellFaults(of: course)
        return .done
    }
}
