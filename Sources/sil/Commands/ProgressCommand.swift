import ArgumentParser
import Course
import Foundation
import Markdown
import Progress
import Reporting
import Text
import Verdicts

/// `sil progress`.
struct ProgressCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "한 것, 걸린 시간, 약한 곳, 다음에 할 것을 보임",
        discussion: "시간은 한 일과 다음 일 사이가 30분 이하일 때만 더하므로 적어도 그만큼임.")

    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("이때부터 한 것만: 2026-11-01, 7d(7일), 2w(2주)", valueName: "때"))
    var since: String?

    @Option(help: ArgumentHelp("이 장만, 연습마다", valueName: "장"), completion: .chapters)
    var chapter: String?

    @Flag(help: "한 화면을 넘어도 모두 보임")
    var all = false

    @Flag(help: "연습마다 한 줄인 CSV로 냄")
    var csv = false

    @Flag(help: "마크다운으로 냄")
    var markdown = false

    @Option(
        help: ArgumentHelp("시도와 찾은 레이스까지 담은 페이지를 새 파일로 씀. 있는 파일은 덮어쓰지 않음", valueName: "파일"),
        completion: .file(extensions: ["html"]))
    var html: String?

    func validate() throws {
        if [options.json, csv, markdown].count(where: { $0 }) > 1 {
            throw ValidationError("--json, --csv, --markdown은 하나만 쓸 수 있음")
        }
        if html != nil, csv || markdown {
            throw ValidationError("--html은 --csv, --markdown과 함께 쓸 수 없음")
        }
        if let since, PeriodStart(since) == nil {
            throw ValidationError("--since에 맞지 않는 때: \(since). 2026-11-01이나 7d, 2w처럼 쓰세요")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let chapter = try chapter.map { try course.chapter($0) }
        let file = try html.map {
            try NewFile(Disk.absolute($0, from: session.surroundings.currentDirectory))
        }
        let store = try session.store(.readOnly)
        var report = try self.report(course, chapter, store)
        if let file {
            // A page has room for all of them.
            report.reread = report.sections(toReread: store, of: .max)
            let page = try ProgressPage(report, from: store)
            try file.write { try $0(page.html) }
            try session.output.write(page.report(file: file.path), asJSON: options.json)
        } else if csv {
            try session.output.write(text: report.csv)
        } else if markdown {
            try session.output.write(text: report.markdown)
        } else {
            try session.output.write(report, asJSON: options.json)
        }
        session.tellFaults(of: course)
        return .done
    }

    private func report(
        _ course: Course, _ chapter: Chapter?, _ store: ProgressStore
    ) throws -> ProgressReport {
        let now = Date()
        let calendar = Calendar.current
        let start = since.flatMap { PeriodStart($0)?.date(before: now, calendar: calendar) }
        var report = ProgressReport(
            course, try store.overview(of: course, since: start),
            quizzes: course.quizTallies(try store.quizAnswers(course: course), since: start),
            quarters: chapter == nil ? try store.activity(course: course.id, since: start) : [],
            chapter: chapter, showsAll: all, now: now, calendar: calendar)
        report.reread = report.sections(toReread: store)
        return report
    }
}

extension ProgressReport {
    /// What the weak points that are shown first say to read again.
    func sections(
        toReread store: ProgressStore, of limit: Int = Self.shownWeakPointsMax
    ) -> [String: String] {
        weakPoints.prefix(limit).compactMap(\.openExercise).reduce(into: [:]) {
            sections, exercise in
            // Advice: where it cannot be had, there is other advice.
            guard let attempt = try? store.lastAttempt(at: exercise, course: course.id),
                let verdict = try? attempt.verdict()
            else { return }
            sections[exercise.slug] = verdict.tests.first { $0.status != .passed && $0.read != nil }?.read
        }
    }
}

extension Course {
    /// How the quizzes of each chapter stand, by its slug: the last answer to each counts.
    ///
    /// - Parameter since: only answers from then on.
    func quizTallies(_ answers: [String: [String: [QuizAnswer]]], since: Date? = nil) -> [String: QuizTally] {
        chapters.reduce(into: [:]) { tallies, chapter in
            // What holds no quiz need not be parsed.
            guard chapter.body.contains("```quiz"),
                let document = try? Document(markdown: chapter.body, firstLine: chapter.bodyLine)
            else { return }
            let quizzes = chapter.quizzes(in: document)
            let last = quizzes.compactMap { quiz in
                answers[chapter.slug]?[quiz.id]?.last { since == nil || $0.at >= since ?? .distantPast }
            }
            tallies[chapter.slug] = QuizTally(
                quizzes: quizzes.count, answered: last.count, right: last.count(where: \.isRight))
        }
    }
}
