import ArgumentParser
import Course
import Progress
import Reading
import Reporting

/// `sil search WORDS`.
struct SearchCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "장, 연습, 힌트에서 낱말을 찾음",
        discussion: "낱말의 일부나 초성(ㄷㄷㄹ)으로도 찾음. 낱말이 여럿이면 모두 있는 곳만 보임. 기호는 글자 그대로 찾음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("찾을 낱말. -로 시작하면 -- 뒤에", valueName: "낱말"))
    var words: [String]

    @Flag(help: "찾은 곳을 모두 보임. 없으면 터미널에서는 처음 20곳")
    var all = false

    private static let shownOnTerminal = 20

    func run(in session: Session) async throws -> ExitStatus {
        let query = words.joined(separator: " ")
        guard query.contains(where: { !$0.isWhitespace }) else {
            throw Failure.usage("missing_argument", "찾을 낱말이 없음", suggestions: ["sil search 데드락"])
        }
        let course = try session.course()
        let search = CourseSearch(course)
        let hits = search.hits(query)
        let isShort = session.output.isTerminal && !all
        let report = SearchReport(
            query: query, hits: hits, suggestions: hits.isEmpty ? search.nearest(to: query) : [],
            hintsTaken: hintsTaken(among: hits, of: course, session),
            limit: isShort ? Self.shownOnTerminal : nil)
        try session.output.write(report, asJSON: options.json)
        session.tellFaults(of: course)
        return .done
    }

    /// Asked of the store only where a hint was found.
    private func hintsTaken(among hits: [SearchHit], of course: Course, _ session: Session) -> [String: Int] {
        let hasHints = hits.contains { if case .hint = $0.place { true } else { false } }
        return hasHints ? session.overview(of: course).standings.mapValues(\.hintsTaken) : [:]
    }
}
