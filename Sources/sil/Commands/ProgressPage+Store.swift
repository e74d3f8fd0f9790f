import Course
import Foundation
import Progress
import Reporting

extension ProgressPage {
    /// A page with what the store has of the report's exercises.
    init(_ report: ProgressReport, from store: ProgressStore) throws {
        let handedIn = report.handedIn(limit: Self.worksMax)
        let works = try handedIn.exercises.compactMap { try Work($0, report, store) }
        let exercises = report.chapter.map { chapter in
            report.course.exercises.filter { $0.chapter == chapter.name }
        }
        let traces = try store.schedules(
            course: report.course.id, exercises: exercises, since: report.progress.since,
            limit: Self.tracesMax)
        self.init(report, works: works, traces: traces.kept)
        untoldWorks = handedIn.count - handedIn.exercises.count
        untoldTraces = traces.count - traces.kept.count
    }

    func report(file: String) -> PageReport {
        PageReport(
            file: file, attempts: works.reduce(0) { $0 + $1.attempts.count }, findings: traces.count)
    }
}

extension ProgressPage.Work {
    /// nil where there is no attempt in the report's period.
    fileprivate init?(_ exercise: Exercise, _ report: ProgressReport, _ store: ProgressStore) throws {
        // One more, to compare the first with.
        let limit = ProgressPage.attemptsMax
        let last = try store.attempts(of: exercise, course: report.course.id, last: limit + 1)
        let since = report.progress.since ?? .distantPast
        let told = last.suffix(limit).filter { $0.at >= since }
        guard let first = told.first else { return nil }
        let before = last.last { $0.number < first.number }
        self.init(
            exercise: exercise,
            attempts: try told.map { ProgressPage.Attempt($0, source: try Self.source(of: $0, store)) },
            before: try before.flatMap { try Self.source(of: $0, store) })
    }

    /// One source that is damaged does not take the page from all the others.
    private static func source(of attempt: RecordedAttempt, _ store: ProgressStore) throws
        -> SubmissionSource?
    {
        do { return try store.source(of: attempt) } catch ProgressError.damagedFile { return nil }
    }
}
