import Course
import Foundation
import Progress
import Reading
import Reporting
import Terminal
import Text

/// What the home screen shows and where its keys lead: a value that a key makes another.
struct HomeModel {
    /// Where a key leads away from the screen.
    enum Destination: Equatable {
        /// `sil read` of that place; nil for where one was.
        case read(String?)
        case watch(String)
        case quiz
    }

    enum Answer: Equatable {
        case stay, leave, interrupt
        case go(Destination)
    }

    private enum Pane {
        case home, lines((Int) -> [StyledLine])
        case asking(TextField)
        case found([SearchHit], SearchReport)
    }

    let course: Course
    let progress: CourseProgress
    let report: HomeReport
    /// Everything that `sil progress` shows; asked for when it is wanted, because it takes a look at every chapter.
    let details: () -> ProgressReport
    /// Whether exercises can be worked on from where one stands.
    let hasWorkspace: Bool
    private var pane = Pane.home
    private var scroll = Scroll()

    init(
        _ course: Course, _ progress: CourseProgress, report: HomeReport, hasWorkspace: Bool,
        details: (() -> ProgressReport)? = nil
    ) {
        self.course = course
        self.progress = progress
        self.report = report
        self.hasWorkspace = hasWorkspace
        self.details = details ?? { ProgressReport(course, progress) }
    }

    // MARK: Keys

    mutating func press(_ key: Key) -> Answer {
        if key == .interrupt { return .interrupt }
        if case .asking(var field) = pane {
            switch key {
            case .escape: show(.home)
            case .character("\n"): search(field.text)
            default:
                if field.take(key) { pane = .asking(field) }
            }
            return .stay
        }
        for key in key.strokes {
            let answer = stroke(key)
            guard answer == .stay else { return answer }
        }
        return .stay
    }

    private mutating func stroke(_ key: Key) -> Answer {
        if case .found(let hits, _) = pane, case .character(let digit) = key,
            let number = digit.wholeNumberValue, hits.prefix(Self.numbered).indices.contains(number - 1)
        {
            return open(hits[number - 1])
        }
        switch key {
        case .character("q"):
            if case .home = pane { return .leave }
            show(.home)
        case .escape: show(.home)
        case .character("\n"):
            if case .home = pane { return step(report.status.next) }
            show(.home)
        case .character("r"): return .go(.read(Self.place(report.status.reading)))
        case .character("s"): return step(report.status.solving)
        case .character("z"): return .go(.quiz)
        case .character("l"): show(.lines(CourseList(course, progress).lines))
        case .character("p"): show(.lines(details().lines))
        case .character("/"): show(.asking(TextField()))
        case .character("?"): show(.lines(Self.help))
        default: scroll.move(by: key)
        }
        return .stay
    }

    private mutating func show(_ pane: Pane) {
        self.pane = pane
        scroll.top = 0
    }

    mutating func tell(_ words: [String]) {
        show(.lines({ width in words.flatMap { StyledLine($0).wrapped(in: width, indent: 1) } }))
    }

    private mutating func step(_ step: NextStep?) -> Answer {
        switch step {
        case .read: return .go(.read(Self.place(step)))
        case .solve(let exercise, _): return solve(exercise)
        case nil:
            tell(["모두 읽고 모두 풀었음."])
            return .stay
        }
    }

    private mutating func solve(_ exercise: Exercise) -> Answer {
        guard !hasWorkspace else { return .go(.watch(exercise.slug)) }
        tell([
            "연습은 작업 공간에서 풂. 지금 서 있는 곳은 작업 공간이 아님.", "만들기  sil init 새-폴더",
            "그 안에서  ./sil start \(exercise.slug)",
        ])
        return .stay
    }

    private static func place(_ step: NextStep?) -> String? {
        guard case .read(let chapter, let section, _) = step else { return nil }
        return "\(chapter.name)#\(section.anchor)"
    }

    // MARK: Search

    /// Hits that a digit opens.
    private static let numbered = 9

    private mutating func search(_ query: String) {
        let search = CourseSearch(course)
        let hits = search.hits(query)
        let report = SearchReport(
            query: query, hits: hits, suggestions: hits.isEmpty ? search.nearest(to: query) : [],
            hintsTaken: progress.standings.mapValues(\.hintsTaken))
        show(query.allSatisfy(\.isWhitespace) ? .home : .found(hits, report))
    }

    private mutating func open(_ hit: SearchHit) -> Answer {
        switch hit.place {
        case .chapter(let chapter, let section):
            return .go(.read([chapter.name, section?.anchor].compactMap(\.self).joined(separator: "#")))
        case .exercise(let exercise), .hint(let exercise, _): return solve(exercise)
        }
    }

    // MARK: Screen

    mutating func draw(_ size: ScreenSize) -> Picture {
        let width = max(20, min(size.width, 100))
        if case .asking(let field) = pane {
            let prompt = StyledLine(" 찾을 낱말: ", .bold)
            let lines = [prompt + StyledLine(field.text), StyledLine(" ⏎ 찾기  Esc 그만두기", .dim)]
            return Picture(lines, cursor: .init(row: 0, column: prompt.cells + field.cells))
        }
        let (body, keys) = page(width: width)
        let foot = keys.wrapped(to: width)
        scroll.height = max(1, size.height - foot.count - 1)
        scroll.count = body.count
        let shown = Array(body.dropFirst(scroll.top).prefix(scroll.height))
        let blank = Array(repeating: StyledLine(), count: scroll.height - shown.count + 1)
        return Picture(shown + blank + foot)
    }

    private func page(width: Int) -> (body: [StyledLine], keys: StyledLine) {
        let back = StyledLine(" ↑↓ 넘기기  ⏎ 돌아가기", .dim)
        switch pane {
        case .home, .asking: return (report.lines(width: width), HomeReport.keys)
        case .lines(let make): return (make(width), back)
        case .found(let hits, let report):
            guard !hits.isEmpty else { return (report.lines(width: width), back) }
            let numbered = hits.prefix(Self.numbered).enumerated().flatMap { index, hit in
                var one = report
                one.hits = [hit]
                return StyledLine(" \(index + 1)", .bold).wrapped(to: width)
                    + one.lines(width: width - 2).dropLast(2).map { StyledLine("  ") + $0 }
            }
            let rest = hits.count - Self.numbered
            let more =
                rest > 0
                ? StyledLine("그 밖에 \(rest)곳: 터미널에서 sil search", .dim).wrapped(in: width, indent: 2) : []
            return (numbered + more, StyledLine(" 1–9 열기  / 다시 찾기  ↑↓ 넘기기  ⏎ 돌아가기", .dim))
        }
    }

    private static func help(width: Int) -> [StyledLine] {
        let rows = [
            ("⏎", "이어서 할 것을 함"), ("r", "읽던 곳을 읽음"), ("s", "풀던 연습을 저장할 때마다 채점하며 풂"), ("l", "장과 연습의 목록"),
            ("p", "진도와 점수"), ("/", "장, 연습, 힌트에서 낱말을 찾음"), ("z", "퀴즈를 풀고, 틀렸던 것을 다시 풂"),
            ("q", "끝냄. 다른 화면에서는 처음으로 돌아옴"),
        ]
        let table = Table(
            columns: [.init(), .init(canShrink: true)],
            rows: rows.map { [StyledLine(" \($0.0)", .bold), StyledLine($0.1)] })
        return table.lines(width: width) + [StyledLine()]
            + StyledLine("모든 명령: sil --help").wrapped(in: width, indent: 1)
    }
}
