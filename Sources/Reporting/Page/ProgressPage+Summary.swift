import Course
import Foundation
import Progress

extension ProgressPage {
    // MARK: In one look

    func summary(_ chapters: [ChapterSummary]) -> [HTML] {
        let totals = ProgressTotals(report, chapters)
        let quizzes = totals.quizzes
        let isPeriod = report.progress.since != nil
        var figures = [
            isPeriod
                ? figure("읽은 절", "\(totals.read)")
                : figure(
                    "진도", "\(totals.percent) %", totals.read + totals.passed,
                    totals.sections + totals.exercises)
        ]
        if !isPeriod { figures.append(figure("읽은 절", totals.read, of: totals.sections)) }
        figures += [
            isPeriod
                ? figure("통과한 연습", "\(totals.passed)")
                : figure("통과한 연습", totals.passed, of: totals.exercises),
            figure(
                "점수", "\(Figures.points(totals.score))/\(Figures.points(totals.maxScore))", totals.score,
                totals.maxScore),
            figure("시도", Figures.count(totals.attempts)),
        ]
        if quizzes.quizzes > 0 {
            figures.append(
                figure("맞힌 퀴즈", quizzes.right, of: isPeriod ? quizzes.answered : quizzes.quizzes))
        }
        figures.append(figure("걸린 시간", Figures.duration(totals.seconds)))
        return [.tag("dl", ["class": "figures"], figures), nextStep]
            + (report.progress.aside.isEmpty || report.chapter != nil ? [] : [aside])
    }

    private func figure(_ name: String, _ done: Int, of total: Int) -> HTML {
        figure(name, "\(done)/\(total)", done, total)
    }

    private func figure(_ name: String, _ words: String, _ done: Int, _ total: Int) -> HTML {
        figure(name, words, Double(done), Double(total))
    }

    private func figure(
        _ name: String, _ words: String, _ done: Double? = nil, _ total: Double = 0
    ) -> HTML {
        let bar = done.map { PageBar(done: $0, total: total).html } ?? .empty
        return .tag("div", [:], .tag("dt", [:], HTML(name)), .tag("dd", [:], HTML(words), bar))
    }

    private var nextStep: HTML {
        guard let next = report.next else { return .tag("p", ["class": "next"], "모두 읽고 모두 풀었음.") }
        return .tag(
            "p", ["class": "next"], .tag("strong", [:], "다음"), HTML(" \(next.label) "),
            .tag("code", [:], HTML(next.command)))
    }

    private var aside: HTML {
        let rows = report.progress.aside.map {
            "\($0.exercise) (시도 \($0.attempts)\($0.passed ? ", 통과" : ""))"
        }
        return .tag(
            "p", ["class": "muted"], HTML("지금 과정에 없는 연습의 기록도 보관하고 있음: \(rows.joined(separator: ", "))"))
    }

    // MARK: Weak points

    func weakPoints(_ chapters: [ChapterSummary]) -> [HTML] {
        let points = WeakPoint.all(report.exercises(chapters), report.progress, chapters: chapters)
        guard !points.isEmpty else { return [.tag("p", [:], "막힌 곳이 없음.")] }
        let items = points.map { point -> HTML in
            let command = point.command(report.progress, reread: report.reread)
            return .tag(
                "li", [:], HTML(ProgressReport.words(point) + " → "), .tag("code", [:], HTML(command)),
                stumbled(point))
        }
        return [.tag("ol", ["class": "weak"], items)]
    }

    /// The exercises that it comes from.
    private func stumbled(_ point: WeakPoint) -> HTML {
        guard case .concepts(_, _, let exercises) = point.subject else { return .empty }
        let links = exercises.enumerated().flatMap { index, exercise -> [HTML] in
            [index > 0 ? ", " : .empty, link(to: exercise)]
        }
        return .tag("span", ["class": "name"], [HTML("막힌 연습: ")] + links)
    }

    /// The name of an exercise, leading to the attempts at it where they are told.
    func link(to exercise: Exercise) -> HTML {
        guard let anchor = anchor(ofWork: exercise.slug) else { return HTML(exercise.slug) }
        return .tag("a", ["href": "#\(anchor)"], HTML(exercise.slug))
    }

    // MARK: Activity

    var activity: [HTML] {
        let chart = CalendarChart(report.quarters, now: report.now, calendar: report.calendar)
        guard let drawing = chart.html else { return [.tag("p", [:], "아직 한 것이 없음.")] }
        let columns: [PageTable.Column] = [
            .init(title: "날"), .init(title: "시도", isNumber: true), .init(title: "통과", isNumber: true),
            .init(title: "읽은 절", isNumber: true), .init(title: "퀴즈", isNumber: true),
            .init(title: "시간", isNumber: true),
        ]
        let rows = chart.days.reversed().map { day -> [HTML?] in
            [
                HTML(CalendarChart.day(day.at, report.calendar)), figure(day.attempts), figure(day.passes),
                figure(day.sections), figure(day.quizzes),
                day.seconds > 0 ? HTML(Figures.duration(day.seconds)) : nil,
            ]
        }
        let table = PageTable(caption: "날마다 한 것", columns: columns, groups: [.init(title: nil, rows: rows)])
        return [
            drawing,
            .tag("p", ["class": "muted"], "네모가 클수록 많이 한 날임: 시도, 읽은 절, 답한 퀴즈를 더함. 점은 하지 않은 날."),
            .tag("details", [:], .tag("summary", [:], "날마다 표로 보기"), table.html),
        ]
    }

    private func figure(_ value: Int) -> HTML? { value > 0 ? HTML("\(value)") : nil }
}
