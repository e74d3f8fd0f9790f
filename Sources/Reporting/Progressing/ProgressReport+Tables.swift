import Course
import Foundation
import Progress
import Verdicts

extension ProgressReport {
    /// A row for each exercise, with the keys of the JSON in the first: RFC 4180, in UTF-8.
    public var csv: String {
        let keys = [
            "chapter", "exercise", "title", "state", "mastery", "verdict", "last_verdict", "score",
            "max_score",
            "attempts", "attempts_to_pass", "hints_taken", "hints", "seconds", "last_at", "passed_at",
        ]
        let rows = exercises(chapters).map { exercise -> [String] in
            let standing = standing(exercise)
            let last = standing.last?.outcome.rawValue ?? ""
            return [
                exercise.chapter ?? "", exercise.slug, exercise.title, standing.state.rawValue,
                Mastery(standing).rawValue, standing.state == .passed ? "passed" : last, last,
                Figures.points(standing.score), Figures.points(standing.maxScore), "\(standing.attempts)",
                standing.attemptsToPass.map(String.init) ?? "", "\(standing.hintsTaken)",
                "\(exercise.hints.count)", "\(standing.seconds)",
                standing.last.map { Self.time($0.at) } ?? "", standing.passedAt.map(Self.time) ?? "",
            ]
        }
        return ([keys] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        let special = text.unicodeScalars.contains { ["\"", ",", "\r", "\n"].contains($0) }
        return special ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }

    /// A page in GitHub's Markdown.
    public var markdown: String {
        let chapters = chapters
        let totals = ProgressTotals(self, chapters)
        var parts = ["# 진도: \(Self.cell(course.title))"]
        let quizzes = "퀴즈 \(totals.quizzes.right)/\(totals.quizzes.quizzes)"
        let points = "점수 \(Figures.points(totals.score))/\(Figures.points(totals.maxScore))"
        let period = progress.since.map { "\(Self.time($0))부터 · " } ?? ""
        parts.append(
            period + "진도 \(totals.percent) % · 읽기 \(totals.read)/\(totals.sections) · "
                + "통과 \(totals.passed)/\(totals.exercises) · \(points) · 시도 \(totals.attempts) · \(quizzes) · "
                + (totals.seconds > 0 ? Figures.duration(totals.seconds) : "0분"))
        if !chapters.isEmpty { parts.append(Self.table(chapterRows(chapters))) }
        if !exercises(chapters).isEmpty { parts.append(Self.table(exerciseRows(exercises(chapters)))) }
        let weak = weakPoints.map {
            "- \(Self.cell(Self.words($0))) → `\($0.command(progress, reread: reread))`"
        }
        if !weak.isEmpty { parts.append("## 약한 곳\n\n" + weak.joined(separator: "\n")) }
        if let next { parts.append("다음: \(Self.cell(next.label)) → `\(next.command)`") }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func chapterRows(_ chapters: [ChapterSummary]) -> [[String]] {
        [["장", "읽기", "연습", "점수", "시도", "퀴즈", "시간"]]
            + chapters.map {
                [
                    "\($0.chapter.number) \($0.chapter.title)",
                    "\($0.read.count)/\($0.chapter.sections.count)",
                    "\($0.passed)/\($0.exercises.count)",
                    "\(Figures.points($0.score))/\(Figures.points($0.maxScore))", "\($0.attempts)",
                    "\($0.quizzes.right)/\($0.quizzes.quizzes)", Figures.duration($0.seconds),
                ]
            }
    }

    private func exerciseRows(_ exercises: [Exercise]) -> [[String]] {
        [["연습", "제목", "익힘", "판정", "점수", "시도", "통과까지", "힌트", "시간"]]
            + exercises.map { exercise in
                let standing = standing(exercise)
                return [
                    "`\(exercise.slug)`", exercise.title, Mastery(standing).word,
                    standing.last?.outcome.word ?? "",
                    "\(Figures.points(standing.score))/\(Figures.points(standing.maxScore))",
                    "\(standing.attempts)", standing.attemptsToPass.map { "\($0)번" } ?? "",
                    "\(standing.hintsTaken)/\(exercise.hints.count)", Figures.duration(standing.seconds),
                ]
            }
    }

    /// The first row holds the titles.
    private static func table(_ rows: [[String]]) -> String {
        var lines = rows.map { "| " + $0.map(cell).joined(separator: " | ") + " |" }
        lines.insert("|" + String(repeating: " --- |", count: rows.first?.count ?? 0), at: 1)
        return lines.joined(separator: "\n")
    }

    /// Text that stays in its cell and is no mark-up.
    private static func cell(_ text: String) -> String {
        text.replacing("\n", with: " ").replacing("|", with: "\\|").replacing("<", with: "&lt;")
    }
}
