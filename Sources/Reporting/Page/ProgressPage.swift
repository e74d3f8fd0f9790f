public import Course
import Foundation
public import Progress

/// `sil progress --html`: the report as one page that needs nothing else, with the attempts and what changed between them, and the
/// schedules in which something was found.
public struct ProgressPage: Sendable {
    /// The attempts at an exercise.
    public struct Work: Sendable {
        public var exercise: Exercise
        /// Those that are told, in their order.
        public var attempts: [Attempt]
        /// What the first of them is compared with; nil where nothing came before it.
        public var before: SubmissionSource?

        public init(exercise: Exercise, attempts: [Attempt], before: SubmissionSource? = nil) {
            self.exercise = exercise
            self.attempts = attempts
            self.before = before
        }
    }

    public struct Attempt: Sendable {
        public var recorded: RecordedAttempt
        /// What was handed in; nil where it is not kept, or what is kept is damaged.
        public var source: SubmissionSource?

        public init(_ recorded: RecordedAttempt, source: SubmissionSource?) {
            self.recorded = recorded
            self.source = source
        }
    }

    public var report: ProgressReport
    public var works: [Work]
    /// The last one found first.
    public var traces: [KeptSchedule] { didSet { foundOnce = Self.grouped(traces) } }
    /// The same by what was found where: the last schedule for each, and the handles of all of them.
    private(set) var foundOnce: [FoundOnce]
    /// How many more of either are kept.
    public var untoldWorks = 0
    public var untoldTraces = 0

    public init(_ report: ProgressReport, works: [Work] = [], traces: [KeptSchedule] = []) {
        self.report = report
        self.works = works
        self.traces = traces
        foundOnce = Self.grouped(traces)
    }

    /// Of an exercise; `sil history` has them all.
    public static let attemptsMax = 40
    /// Exercises whose attempts are told.
    public static let worksMax = 200
    /// Schedules that are looked through, and things found in them that are told.
    public static let tracesMax = 200
    static let foundMax = 40
    /// Exercises that were not begun and are named.
    static let listedMax = 500

    /// The document, in UTF-8.
    public var html: String {
        var words = ["\(local(report.now))에 만듦"]
        if let chapter = report.chapter { words.append("\(chapter.number)장 \(chapter.title)만") }
        if let since = report.progress.since {
            words.append("\(CalendarChart.day(since, report.calendar))부터 한 것만")
        }
        return PageFrame(
            title: "진도: \(report.course.title)", words: words, generator: "sil progress --html",
            sections: sections, footer: footer
        ).html
    }

    // MARK: The frame

    private var footer: [HTML] {
        [
            .tag(
                "p", [:],
                "시간은 한 일과 다음 일 사이가 30분 이하일 때만 더하므로 적어도 그만큼임. 익힘은 마지막 판정과 통과하기 전에 본 힌트에서 나옴: ",
                "‘혼자’는 힌트 없이 통과함, ‘힌트로’는 힌트를 보고 통과함, ‘흔들림’은 통과한 뒤에 낸 것이 통과하지 못함."),
            PageFrame.origin(of: "sil progress --html"),
        ]
    }

    // MARK: Sections

    private var sections: [PageSection] {
        let chapters = report.chapters
        return [
            PageSection(anchor: "summary", title: "한눈에", content: summary(chapters)),
            PageSection(anchor: "weak", title: "약한 곳과 할 일", content: weakPoints(chapters)),
            report.chapter == nil ? PageSection(anchor: "days", title: "활동", content: activity) : nil,
            report.chapter == nil
                ? PageSection(anchor: "chapters", title: "장", content: [chapterTable(chapters)]) : nil,
            PageSection(anchor: "exercises", title: "연습", content: exerciseTable(chapters)),
            PageSection(anchor: "attempts", title: "시도와 바뀐 곳", content: attempts),
            PageSection(anchor: "traces", title: "레이스와 데드락", content: findings),
        ].compactMap(\.self)
    }

    /// In the time zone of the report: `2026-11-24 09:00`.
    func local(_ date: Date) -> String {
        let part = report.calendar.dateComponents([.hour, .minute], from: date)
        return CalendarChart.day(date, report.calendar)
            + String(format: " %02d:%02d", part.hour ?? 0, part.minute ?? 0)
    }

    /// Where the attempts at an exercise stand, inside what opens: a browser that goes there opens it.
    func anchor(ofWork exercise: String) -> String? {
        works.firstIndex { $0.exercise.slug == exercise }.map { "work-\($0 + 1)" }
    }

    func anchor(ofTrace handle: String?) -> String? {
        guard let handle, let place = foundOnce.firstIndex(where: { $0.handles.contains(handle) }),
            place < Self.foundMax
        else { return nil }
        return "trace-\(place + 1)"
    }
}
