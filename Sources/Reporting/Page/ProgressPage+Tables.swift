import Course
import Foundation
import Progress

extension ProgressPage {
    func chapterTable(_ chapters: [ChapterSummary]) -> HTML {
        guard !chapters.isEmpty else { return .tag("p", [:], "과정에 장이 없음.") }
        let columns: [PageTable.Column] = [
            .init(title: "장"), .init(title: "읽기"), .init(title: "연습"), .init(title: "점수"),
            .init(title: "시도", isNumber: true), .init(title: "퀴즈", isNumber: true),
            .init(title: "시간", isNumber: true),
        ]
        let rows = chapters.map { summary -> [HTML?] in
            [
                HTML("\(summary.chapter.number) \(summary.chapter.title)"),
                share(summary.read.count, of: summary.chapter.sections.count),
                share(summary.passed, of: summary.exercises.count),
                points(summary.score, of: summary.maxScore),
                summary.attempts > 0 ? HTML("\(summary.attempts)") : nil,
                summary.quizzes.quizzes > 0
                    ? HTML("\(summary.quizzes.right)/\(summary.quizzes.quizzes)") : nil,
                summary.seconds > 0 ? HTML(Figures.duration(summary.seconds)) : nil,
            ]
        }
        return PageTable(caption: "장마다 읽고 푼 것", columns: columns, groups: [.init(title: nil, rows: rows)])
            .html
    }

    private func share(_ done: Int, of total: Int) -> HTML? {
        guard total > 0 else { return nil }
        return HTML(parts: [
            .tag(
                "span", [:], HTML("\(done)/\(total)"), PageBar(done: Double(done), total: Double(total)).html)
        ])
    }

    private func points(_ score: Double, of maximum: Double) -> HTML? {
        guard maximum > 0 else { return nil }
        return .tag(
            "span", [:], HTML("\(Figures.points(score))/\(Figures.points(maximum))"),
            PageBar(done: score, total: maximum).html)
    }

    // MARK: Exercises

    func exerciseTable(_ chapters: [ChapterSummary]) -> [HTML] {
        let all = report.exercises(chapters)
        let begun = all.filter { report.standing($0).state != .new }
        let fresh = all.filter { report.standing($0).state == .new }
        guard !all.isEmpty else { return [.tag("p", [:], "연습이 없음.")] }
        let parts =
            begun.isEmpty ? [HTML.tag("p", [:], "시작한 연습이 없음.")] : table(of: begun, chapters)
        return parts + (fresh.isEmpty ? [] : [list(of: fresh, chapters)])
    }

    private func table(of exercises: [Exercise], _ chapters: [ChapterSummary]) -> [HTML] {
        let longest = exercises.map { report.standing($0).seconds }.max() ?? 0
        let columns = ["연습", "익힘", "점수", "시도", "힌트", "시간"].map { PageTable.Column(title: $0) }
        let groups = grouped(exercises, chapters).map { title, exercises in
            PageTable.Group(title: HTML(title), rows: exercises.map { row($0, longest: longest) })
        }
        let caption = "연습마다 익힘, 점수, 통과할 때까지의 시도, 시간"
        return [
            PageTable(caption: caption, columns: columns, groups: groups).html,
            .tag("p", ["class": "muted"], "시도의 네모는 통과, ×는 통과하지 못함, 동그라미는 세지 않는 시도임."),
        ]
    }

    /// Those of which there is nothing to tell but that they are there.
    private func list(of exercises: [Exercise], _ chapters: [ChapterSummary]) -> HTML {
        let groups = grouped(Array(exercises.prefix(Self.listedMax)), chapters).flatMap { title, exercises in
            [
                HTML.tag("h3", [:], HTML(title)),
                .tag(
                    "ul", [:],
                    exercises.map {
                        .tag("li", [:], HTML($0.slug), .tag("span", ["class": "muted"], HTML(" \($0.title)")))
                    }),
            ]
        }
        let hidden = exercises.count - Self.listedMax
        let rest =
            hidden > 0 ? [HTML.tag("p", ["class": "muted"], HTML("그 밖에 \(Figures.count(hidden))개"))] : []
        let head = HTML.tag("summary", [:], HTML("시작하지 않은 연습 \(Figures.count(exercises.count))개"))
        return .tag("details", [:], [head] + groups + rest)
    }

    /// By chapters in their order, those of none at the end.
    private func grouped(
        _ exercises: [Exercise], _ chapters: [ChapterSummary]
    ) -> [(title: String, exercises: [Exercise])] {
        var left = exercises
        var groups: [(title: String, exercises: [Exercise])] = []
        for chapter in chapters {
            let slugs = Set(chapter.exercises.map(\.slug))
            let own = left.filter { slugs.contains($0.slug) }
            guard !own.isEmpty else { continue }
            left.removeAll { slugs.contains($0.slug) }
            groups.append(("\(chapter.chapter.number) \(chapter.chapter.title)", own))
        }
        if !left.isEmpty { groups.append((groups.isEmpty ? "연습" : "장에 없는 연습", left)) }
        return groups
    }

    private func row(_ exercise: Exercise, longest: Int) -> [HTML?] {
        let standing = report.standing(exercise)
        let mastery = Mastery(standing)
        return [
            HTML(parts: [
                link(to: exercise), .tag("span", ["class": "name"], HTML(exercise.title)),
            ]), .tag("span", ["class": Self.color(of: mastery)], HTML(mastery.word)),
            standing.state == .new ? nil : points(standing.score, of: standing.maxScore),
            attempts(at: exercise, standing),
            standing.hintsTaken > 0 ? HTML("\(standing.hintsTaken)/\(exercise.hints.count)") : nil,
            standing.seconds > 0
                ? .tag(
                    "span", [:], HTML(Figures.duration(standing.seconds)),
                    PageBar(done: Double(standing.seconds), total: Double(longest)).html) : nil,
        ]
    }

    private static func color(of mastery: Mastery) -> String {
        switch mastery {
        case .new: "muted"
        case .open, .shaky: "warn"
        case .helped: "link"
        case .firm: "good"
        }
    }

    private func attempts(at exercise: Exercise, _ standing: Standing) -> HTML? {
        guard standing.recorded > 0 || standing.attempts > 0 else { return nil }
        let words =
            standing.attemptsToPass.map { "\(standing.attempts)번, \($0)번째에 통과" } ?? "\(standing.attempts)번"
        let recorded = works.first { $0.exercise.slug == exercise.slug }?.attempts.map(\.recorded) ?? []
        return .tag(
            "span", [:], HTML(words), recorded.isEmpty ? .empty : AttemptStrip(attempts: recorded).html)
    }
}
