import ArgumentParser
import Course
import Reporting

/// `sil list`.
struct ListCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "장과 연습을 상태와 함께 늘어놓음",
        discussion: "연습이 \(CourseList.unfoldedMax)개보다 많은 과정은 장만 늘어놓고, 지금 있는 장의 연습을 보임.")

    @Argument(help: ArgumentHelp("번호나 이름. 그 장의 연습만 보임", valueName: "장"))
    var chapter: String?

    @Flag(help: "접지 않고 모두 늘어놓음")
    var all = false

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let extent: CourseList.Extent =
            if let chapter { .chapter(try course.chapter(chapter)) } else { all ? .everything : .readable }
        let list = CourseList(course, session.overview(of: course), extent)
        try session.output.write(list, asJSON: options.json)
        session.tellFaults(of: course)
        return .done
    }
}
