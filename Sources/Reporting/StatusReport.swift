public import Course
public import Progress
public import Text

/// `sil status` and the home screen: where the learner is, and what to go on with.
public struct StatusReport: Screen {
    public let course: Course
    public let progress: CourseProgress
    public let next: NextStep?
    /// Where to read on.
    public let reading: NextStep?
    /// The exercise that was begun, else the first that is open.
    public let solving: NextStep?

    public init(_ course: Course, _ progress: CourseProgress) {
        self.course = course
        self.progress = progress
        let unfinished = NextStep.unfinished(in: course, progress)
        next = unfinished ?? NextStep.inOrder(course, progress)
        reading = NextStep.unread(in: course, progress)
        solving = unfinished ?? NextStep.unsolved(in: course, progress)
    }

    public var json: JSON {
        let totals = Totals(course, progress)
        return [
            "schema": 1, "course": .string(course.id), "title": .string(course.title),
            "percent": .int(totals.percent), "read": .int(totals.read), "sections": .int(totals.sections),
            "passed": .int(totals.passed), "exercises": .int(totals.exercises),
            "score": .number(totals.score),
            "max_score": .number(totals.maxScore), "next": NextReport.json(next),
            "reading": NextReport.json(reading), "solving": NextReport.json(solving),
        ]
    }

    public func lines(width: Int) -> [StyledLine] {
        let totals = Totals(course, progress)
        let head = StyledLine(" ") + StyledLine("실타래 · \(course.title)", .bold)
        var lines = head.with(end: StyledLine("\(totals.percent) %"), in: min(width, 78))
        lines.append(StyledLine())
        lines += stepLines(width: width)
        lines.append(StyledLine())
        lines += ChapterTable(course, progress, columns: [.reading, .exercises]).lines(width: width)
        return lines
    }

    private func stepLines(width: Int) -> [StyledLine] {
        let steps = [("읽기", reading), ("풀기", solving)].compactMap { word, step in step.map { (word, $0) } }
        guard !steps.isEmpty else { return NextReport(course.id, nil).lines(width: width) }
        // What `sil next` says stands first.
        let ordered = steps.filter { $0.1 == next } + steps.filter { $0.1 != next }
        var lines = [StyledLine(" ") + StyledLine("이어서", .bold)]
        for (word, step) in ordered {
            lines += StyledLine(step.label).labelled(word, cells: 4, in: width, indent: 2)
            let remark = remark(on: step)
            // A command is read, and copied, in one piece.
            let isOneLine = remark.cells + 3 + step.command.cells <= width - 8
            let words =
                remark.isEmpty || !isOneLine ? [remark, step.command] : ["\(remark) · \(step.command)"]
            for word in words where !word.isEmpty {
                lines += StyledLine(word).labelled("", cells: 4, in: width, indent: 2)
            }
        }
        return lines
    }

    func remark(on step: NextStep) -> String {
        switch step {
        case .read(_, _, let minutes): return minutes > 0 ? "약 \(minutes)분 남음" : ""
        case .solve(let exercise, _):
            guard let standing = progress.standings[exercise.slug], let last = standing.last else {
                return ""
            }
            let tests = last.tests > 0 ? ", 시험 \(last.tests)개 중 \(last.passedTests)개" : ""
            return "\(standing.recorded)번 시도\(tests)"
        }
    }
}
