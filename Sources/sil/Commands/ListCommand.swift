import ArgumentParser
import Course
import Progress
import Reporting

/// `sil list`.
struct ListCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "장과 연습을 상태와 함께 늘어놓음",
        discussion: "연습이 \(CourseList.unfoldedMax)개보다 많은 과정은 장만 늘어놓고, 지금 있는 장의 연습을 보임.")

    @Argument(help: ArgumentHelp("번호나 이름. 그 장의 연습만 보임", valueName: "장"), completion: .chapters)
    var chapter: String?

    @Flag(help: "접지 않고 모두 늘어놓음")
    var all = false

    @Option(help: ArgumentHelp("그런 연습만 보임", valueName: "상태"))
    var filter: StateFilter?

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let extent: CourseList.Extent =
            if let chapter { .chapter(try course.chapter(chapter)) } else { all ? .everything : .readable }
        let list = CourseList(course, session.overview(of: course), extent, states: filter?.states)
        try session.output.write(list, asJSON: options.json)
        session.tellFaults(of: course)
        return .done
    }
}

/// What `--filter` takes: a state as `sil list` words it, or as documents name it.
enum StateFilter: String, CaseIterable, ExpressibleByArgument {
    case unfinished = "미완료"
    case passed = "통과"
    case tried = "풀던중"
    case started = "시작함"
    case new = "새것"

    var states: Set<Standing.State> {
        switch self {
        case .unfinished: [.new, .started, .tried]
        case .passed: [.passed]
        case .tried: [.tried]
        case .started: [.started]
        case .new: [.new]
        }
    }

    init?(argument: String) {
        let word = argument.filter { !$0.isWhitespace }
        let named = Self.allCases.first { word == $0.rawValue || word == "\($0)" }
        guard let filter = named ?? (word == "완료" ? .passed : nil) else { return nil }
        self = filter
    }
}
