public import Course
public import Foundation
public import Progress

/// `sil progress`: what was read, solved and answered, where it went wrong, when it was done, and what to do next.
///
/// One value with many renderings: `lines` for a terminal, `json`, `csv`, `markdown`.
public struct ProgressReport: Screen {
    public var course: Course
    public var progress: CourseProgress
    /// By chapter slug.
    public var quizzes: [String: QuizTally]
    /// What was done when, in order; of the period where `progress` is of one.
    public var quarters: [Activity]
    /// Only this chapter and its exercises; nil for the whole course.
    public var chapter: Chapter?
    /// Everything, however many screens it takes.
    public var showsAll: Bool
    /// The section that the last failed test names, by exercise slug.
    public var reread: [String: String]
    public var now: Date
    /// Whose days count.
    public var calendar: Calendar

    public init(
        _ course: Course, _ progress: CourseProgress, quizzes: [String: QuizTally] = [:],
        quarters: [Activity] = [], chapter: Chapter? = nil, showsAll: Bool = false, now: Date = Date(),
        calendar: Calendar = .current
    ) {
        self.course = course
        self.progress = progress
        self.quizzes = quizzes
        self.quarters = quarters
        self.chapter = chapter
        self.showsAll = showsAll
        reread = [:]
        self.now = now
        self.calendar = calendar
    }

    public var next: NextStep? { NextStep(in: course, progress) }

    /// From when on the calendar is told on a terminal.
    public static func calendarStart(now: Date, calendar: Calendar) -> Date {
        ActivityCalendar.start(weeks: ActivityCalendar.weeksMax, before: now, calendar: calendar)
    }

    /// The chapters that it is about.
    var chapters: [ChapterSummary] {
        let all = ChapterSummary.all(of: course, progress, quizzes: quizzes)
        return chapter.map { own in all.filter { $0.chapter.slug == own.slug } } ?? all
    }

    /// The exercises that it is about.
    func exercises(_ chapters: [ChapterSummary]) -> [Exercise] {
        chapter == nil ? course.exercises : chapters.flatMap(\.exercises)
    }

    /// The exercises that it is about and that something was handed in for, the latest `limit` of them, in the order of the
    /// course; and how many there are.
    public func handedIn(limit: Int) -> (exercises: [Exercise], count: Int) {
        let all = exercises(chapters).filter { standing($0).recorded > 0 }
        return (all.count <= limit ? all : latest(limit, of: all), all.count)
    }

    func standing(_ exercise: Exercise) -> Standing {
        progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
    }

    /// What the learner stumbles over, the weakest first.
    public var weakPoints: [WeakPoint] {
        let chapters = chapters
        return WeakPoint.all(exercises(chapters), progress, chapters: chapters)
    }

    /// As many of them as one screen has room for.
    public static let shownWeakPointsMax = 3
}

/// The whole of what a report is about, in figures.
struct ProgressTotals {
    var read = 0
    var sections = 0
    var passed = 0
    var exercises = 0
    var score = 0.0
    var maxScore = 0.0
    var attempts = 0
    var seconds = 0
    var quizzes = QuizTally()

    init(_ report: ProgressReport, _ chapters: [ChapterSummary]) {
        for chapter in chapters {
            read += chapter.read.count
            sections += chapter.chapter.sections.count
            quizzes = quizzes + chapter.quizzes
            seconds += report.progress.readingSeconds[chapter.chapter.slug] ?? 0
        }
        for exercise in report.exercises(chapters) {
            let standing = report.standing(exercise)
            passed += standing.isPassed(since: report.progress.since) ? 1 : 0
            exercises += 1
            score += standing.score
            maxScore += standing.maxScore
            attempts += standing.attempts
            seconds += standing.seconds
        }
    }

    /// Sections and exercises weigh the same.
    var percent: Int { Figures.percent(read + passed, of: sections + exercises) }

    /// Whether nothing was done at all.
    var isEmpty: Bool { read == 0 && attempts == 0 && quizzes.answered == 0 && score == 0 && seconds == 0 }
}
