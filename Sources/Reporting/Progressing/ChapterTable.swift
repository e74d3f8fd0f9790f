import Course
import Progress
import Text

/// The chapters of a course as rows: how much is read, passed and earned.
struct ChapterTable {
    enum Column: Sendable { case reading, exercises, score, attempts, quizzes, time }

    let chapters: [ChapterSummary]
    let columns: [Column]

    init(_ chapters: [ChapterSummary], columns: [Column]) {
        self.chapters = chapters
        self.columns = columns
    }

    init(_ course: Course, _ progress: CourseProgress, columns: [Column]) {
        self.init(ChapterSummary.all(of: course, progress), columns: columns)
    }

    /// Below this width the bars go, and the figures stay.
    private static let narrow = 60

    func lines(width: Int) -> [StyledLine] {
        let hasBars = width >= Self.narrow
        let columns = hasBars ? columns : columns.filter { $0 != .quizzes && $0 != .time }
        let rows = chapters.map { summary -> [StyledLine] in
            [StyledLine(" \(summary.chapter.number) \(summary.chapter.title)")]
                + columns.map { cell($0, summary, hasBars: hasBars) }
        }
        guard !rows.isEmpty else { return [] }
        let head = columns.map { column -> Table.Column in
            switch column {
            case .reading: .init("읽기")
            case .exercises: .init("연습")
            case .score: .init("점수", .right)
            case .attempts: .init("시도", .right)
            case .quizzes: .init("퀴즈", .right)
            case .time: .init("시간", .right)
            }
        }
        let first = Table.Column(" 장", canShrink: true)
        return Table(columns: [first] + head, rows: rows, gap: hasBars ? 2 : 1).lines(width: width)
    }

    /// Where there are more figures, the bar is shorter.
    private var readingCells: Int { columns.contains(.time) ? 6 : 10 }

    private func cell(_ column: Column, _ summary: ChapterSummary, hasBars: Bool) -> StyledLine {
        switch column {
        case .reading:
            figure(summary.read.count, of: summary.chapter.sections.count, cells: hasBars ? readingCells : 0)
        case .exercises: figure(summary.passed, of: summary.exercises.count, cells: hasBars ? 5 : 0)
        case .score: StyledLine("\(Figures.points(summary.score))/\(Figures.points(summary.maxScore))")
        case .attempts: StyledLine(summary.attempts > 0 ? String(summary.attempts) : "")
        case .quizzes:
            StyledLine(
                summary.quizzes.quizzes > 0 ? "\(summary.quizzes.right)/\(summary.quizzes.quizzes)" : "")
        case .time: StyledLine(summary.seconds > 0 ? Figures.minutes(summary.seconds / 60) : "")
        }
    }

    private func figure(_ done: Int, of total: Int, cells: Int) -> StyledLine {
        guard total > 0 else { return StyledLine("없음", .dim) }
        var line = StyledLine()
        if cells > 0 {
            line.append(
                Bar(done: done, of: total, cells: cells).text(), .color(done == total ? .green : .cyan))
            line.append(" ")
        }
        line.append("\(done)/\(total)")
        return line
    }
}
