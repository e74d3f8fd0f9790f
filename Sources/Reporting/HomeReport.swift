public import Course
public import Progress
public import Text

/// The home screen's page: where the learner is and what a key goes on with.
public struct HomeReport: Sendable {
    public var status: StatusReport
    /// Days in a row.
    public var streak: Int
    /// Quizzes that are to be asked again.
    public var dueQuizzes: Int

    public init(_ course: Course, _ progress: CourseProgress, streak: Int, dueQuizzes: Int) {
        status = StatusReport(course, progress)
        self.streak = streak
        self.dueQuizzes = dueQuizzes
    }

    public static let keys = StyledLine(" ⏎ 이어서  r 읽기  s 풀기  l 목록  p 진도  / 찾기  z 퀴즈  ? 도움  q 끝", .dim)

    /// No line wider than `width` cells.
    public func lines(width: Int) -> [StyledLine] {
        let totals = Totals(status.course, status.progress)
        let head = StyledLine(" ") + StyledLine("실타래 · \(status.course.title)", .bold)
        let days = streak > 0 ? "연속 \(streak)일째 · " : ""
        var lines = head.with(end: StyledLine("\(days)\(totals.percent) %"), in: min(width, 78))
        lines += [StyledLine()] + steps(width: width)
        if let last { lines += last.labelled("지난 채점", cells: 9, in: width, indent: 2) }
        if dueQuizzes > 0 {
            lines += StyledLine("다시 물을 것 \(dueQuizzes)개").labelled("z  퀴즈", cells: 9, in: width, indent: 2)
        }
        lines.append(StyledLine())
        return lines
            + ChapterTable(status.course, status.progress, columns: [.reading, .exercises]).lines(
                width: width)
    }

    /// Each with its key; that of Return first.
    private func steps(width: Int) -> [StyledLine] {
        let steps = [("r", status.reading), ("s", status.solving)].compactMap { key, step in
            step.map { (key, $0) }
        }
        guard !steps.isEmpty else {
            return StyledLine("모두 읽고 모두 풀었음.").wrapped(in: width, indent: 1)
        }
        let ordered = steps.filter { $0.1 == status.next } + steps.filter { $0.1 != status.next }
        return [StyledLine(" ") + StyledLine("이어서", .bold)]
            + ordered.flatMap { key, step in
                let keys = step == status.next ? "⏎ \(key)" : "  \(key)"
                let remark = status.remark(on: step)
                return (StyledLine(step.label) + StyledLine(remark.isEmpty ? "" : "  \(remark)", .dim))
                    .labelled(keys, cells: 9, in: width, indent: 2)
            }
    }

    /// The verdict that came last.
    private var last: StyledLine? {
        let tried = status.course.exercises.compactMap { exercise in
            status.progress.standings[exercise.slug]?.last.map { (exercise, $0) }
        }
        guard let (exercise, last) = tried.max(by: { $0.1.at < $1.1.at }) else { return nil }
        let tests = last.tests > 0 ? " · 시험 \(last.tests)개 중 \(last.passedTests)개" : ""
        return StyledLine("\(exercise.slug) ") + StyledLine(last.outcome.word, last.outcome.style)
            + StyledLine(tests)
    }
}
