import Course
import Glibc
import Grading
import Progress
import Reporting
import Terminal
import Text

/// `sil watch` on a terminal: the verdict on what was saved last, in place, and keys for what comes next.
final class LiveWatch {
    private var watched: WatchedExercise
    private var saves: SourceWatch
    private let desk: GradingDesk
    private let grading: LatestGrading
    /// What the store and others say meanwhile; shown, as nothing else can be written on this screen.
    private let remarks: Remarks
    private let environment: [String: String]

    /// Bytes of what is or was graded last: a save that changes nothing is no news.
    private var latest: [[UInt8]]?
    /// When what is graded was saved.
    private var savedAt = time(nil)
    /// The last card, until another takes its place.
    private var card: Card?
    private var panel: Panel?
    private var scroll = Scroll()
    private var wantsEditor = false

    /// What lies over the verdict until a key puts it away.
    private struct Panel {
        var lines: (_ width: Int) -> [StyledLine]
        /// What `y` does.
        var question: (() -> Void)?
    }

    init(_ watched: WatchedExercise, at desk: GradingDesk, by grading: LatestGrading, remarks: Remarks) {
        self.watched = watched
        self.desk = desk
        self.grading = grading
        self.remarks = remarks
        environment = watched.session.surroundings.environment
        saves = SourceWatch(of: watched.folder)
    }

    func run(on output: Output) throws -> FullScreen.Answer {
        gradeSaved(isNews: true)
        if Editor.isBesideTerminal(environment) { openEditor() }
        while true {
            let answer = try FullScreen(on: output).run(
                draw: { Picture(draw($0)) }, answer: { press($0) },
                watching: saves.descriptors + [grading.descriptor], changed: { changed() })
            guard answer == .leave, wantsEditor else { return answer }
            // The editor has the terminal meanwhile, as it was before.
            wantsEditor = false
            openEditor()
        }
    }

    // MARK: Changes

    private func changed() -> Bool {
        if saves.takeSave() { gradeSaved(isNews: false) }
        let hasNews = grading.takeNews()
        if hasNews, case .graded(let graded) = grading.state {
            card = graded.card
            if panel == nil { scroll.top = 0 }
        }
        let remarked = remarks.takeNews()
        // The seconds of a grading under way are shown.
        if case .grading = grading.state { return true }
        return hasNews || remarked
    }

    /// - Parameter isNews: whether to grade what was graded before.
    private func gradeSaved(isNews: Bool) {
        guard !watched.files.isEmpty else {
            grading.cancel()
            latest = nil
            card = nil
            return
        }
        do {
            let submission = try watched.submission
            let bytes = submission.files.flatMap { [Array($0.name.utf8), $0.bytes] }
            guard isNews || bytes != latest else { return }
            latest = bytes
            savedAt = time(nil)
            remarks.clear()
            grading.grade(submission, at: desk)
        } catch {
            // A file that went away between two looks comes back, or the next look finds none.
            tell(error)
        }
    }

    // MARK: Keys

    private func press(_ key: Key) -> FullScreen.Answer {
        for key in key.strokes {
            let answer = stroke(key)
            guard answer == .stay else { return answer }
        }
        return .stay
    }

    private func stroke(_ key: Key) -> FullScreen.Answer {
        if let question = panel?.question {
            panel = nil
            if key == .interrupt { return .interrupt }
            if key == .character("y") { question() }
            return .stay
        }
        switch key {
        case .interrupt: return .interrupt
        case .character("q"): return .leave
        case .character("e"):
            wantsEditor = true
            return .leave
        case .character("h"): show { try watched.takeHint().lines }
        case .character("l"): show { try watched.list().lines }
        case .character("d"): show { try watched.difference().lines }
        case .character("s"): showSolutions()
        case .character("n"): goOn()
        case .character("r"): askForReset()
        case .character("t"): gradeSaved(isNews: true)
        case .escape, .character("\n"): put(nil)
        default: scroll.move(by: key)
        }
        return .stay
    }

    private func put(_ panel: Panel?) {
        self.panel = panel
        scroll.top = 0
    }

    /// Shows lines that are made once, or why they cannot be.
    private func show(_ make: () throws -> (Int) -> [StyledLine]) {
        do {
            put(Panel(lines: try make()))
        } catch {
            tell(error)
        }
    }

    private func tell(_ error: any Error) {
        let failure = Failure(error)
        put(
            Panel(lines: { width in
                StyledLine(failure.message, .bold).wrapped(in: width, indent: 1)
                    + failure.suggestions.flatMap { StyledLine($0).wrapped(in: width, indent: 3) }
            }))
    }

    private func say(_ words: String) {
        put(Panel(lines: { StyledLine(words).wrapped(in: $0, indent: 1) }))
    }

    private func showSolutions() {
        do {
            guard try watched.isPassed() else {
                return say("풀이는 통과한 뒤에 볼 수 있음. 막혔으면 h로 힌트를 보세요.")
            }
            let solutions = try watched.solutions()
            guard !solutions.isEmpty else { return say("이 연습에는 풀이가 없음.") }
            put(Panel(lines: { Self.lines(of: solutions, width: $0) }))
        } catch {
            tell(error)
        }
    }

    private static func lines(
        of solutions: [(name: String, files: [(name: String, text: String)])], width: Int
    ) -> [StyledLine] {
        solutions.enumerated().flatMap { index, solution in
            let title = "풀이 \(index + 1)/\(solutions.count) · \(solution.name)"
            var lines =
                (index > 0 ? [StyledLine()] : []) + StyledLine(title, .bold).wrapped(in: width, indent: 1)
            for file in solution.files {
                lines += StyledLine(file.name, .dim).wrapped(in: width, indent: 3)
                for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
                    lines += StyledLine(String(line)).folded(to: max(8, width - 5)).map { "     " + $0 }
                }
            }
            return lines
        }
    }

    private func goOn() {
        do {
            guard let next = try watched.next() else { return say("남은 연습이 없음. 모두 통과했음.") }
            watched = try WatchedExercise(next, of: watched.course, in: watched.session)
        } catch {
            return tell(error)
        }
        saves = SourceWatch(of: watched.folder)
        card = nil
        put(nil)
        gradeSaved(isNews: true)
    }

    private func askForReset() {
        let lines = { (width: Int) in
            StyledLine("시작 코드로 되돌릴까요? 쓰던 코드는 따로 남음.  y 되돌리기 · 다른 키 그만두기", .bold)
                .wrapped(in: width, indent: 1)
        }
        put(
            Panel(
                lines: lines,
                question: { [unowned self] in
                    do {
                        let backup = try watched.reset()
                        say(
                            "시작 코드로 되돌림." + (backup.map { " 쓰던 코드는 여기에 남음: \($0)" } ?? ""))
                    } catch {
                        tell(error)
                    }
                }))
    }

    private func openEditor() {
        guard let editor = Editor(environment: environment) else {
            return say("열 편집기를 알 수 없음. 먼저 export EDITOR=vim처럼 정하고 다시 sil watch 하세요.")
        }
        if !editor.open(watched.files, environment: environment) { say("편집기를 열지 못함: \(editor.command[0])") }
    }

    // MARK: Screen

    private func draw(_ size: ScreenSize) -> [StyledLine] {
        let width = max(20, min(size.width, 100))
        let head = headline(width: width)
        let foot = Self.keys.wrapped(to: width)
        scroll.height = max(1, size.height - head.count - foot.count - 1)
        let body = body(width: width)
        scroll.count = body.count
        let shown = body.dropFirst(scroll.top).prefix(scroll.height)
        let blank = Array(repeating: StyledLine(), count: scroll.height - shown.count)
        return head + [StyledLine()] + shown + blank + foot
    }

    private static let keys = StyledLine(
        " h 힌트  n 다음  l 목록  d 바뀐 곳  r 처음부터  s 풀이  e 편집기  ↑↓ 넘기기  q 끝", .dim)

    private func headline(width: Int) -> [StyledLine] {
        let name =
            StyledLine(" ") + StyledLine(watched.exercise.slug, .bold)
            + StyledLine(" \(watched.exercise.title)")
        let state = state
        let free = width - state.cells - 1
        guard free >= 24 else {
            return [name.truncated(to: width), (StyledLine(" ") + state).truncated(to: width)]
        }
        return [name.truncated(to: free - 2).padded(to: free) + state]
    }

    private var state: StyledLine {
        switch grading.state {
        case .idle where watched.files.isEmpty: StyledLine("파일 없음: \(watched.place)", .color(.yellow))
        case .idle: StyledLine("저장을 기다림", .dim)
        case .grading(let since): StyledLine("채점하는 중 \(Self.seconds(since: since))", .color(.yellow))
        case .graded: StyledLine("\(Self.clock(savedAt))에 저장한 것", .dim)
        case .failed: StyledLine("채점하지 못함", .color(.yellow))
        }
    }

    private func body(width: Int) -> [StyledLine] {
        if let panel {
            return panel.lines(width) + [StyledLine(), StyledLine(" ⏎ 결과로 돌아가기", .dim)]
        }
        let said = remarks.lines.flatMap { StyledLine($0, .color(.yellow)).wrapped(in: width, indent: 1) }
        if case .failed(let failure) = grading.state {
            return said + StyledLine(failure.message, .bold).wrapped(in: width, indent: 1)
                + failure.suggestions.flatMap { StyledLine($0).wrapped(in: width, indent: 3) }
        }
        guard let card else {
            let words = "\(watched.place)의 파일을 고쳐 저장하면 채점함. 통과하면 시도로 기록됨."
            return said + StyledLine(words).wrapped(in: width, indent: 1)
        }
        var lines = card.lines(width: width - 1).map { StyledLine(" ") + $0 }
        // It speaks of what was saved before.
        if case .grading = grading.state { lines = lines.map { $0.styled(.dim) } }
        return said + lines
    }

    /// Tenths only while they can be counted.
    private static func seconds(since start: ContinuousClock.Instant) -> String {
        let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10)초"
    }

    /// `14:03:05` of the machine's time zone.
    private static func clock(_ time: time_t) -> String {
        var time = time
        var parts = tm()
        localtime_r(&time, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
            .joined(separator: ":")
    }
}
