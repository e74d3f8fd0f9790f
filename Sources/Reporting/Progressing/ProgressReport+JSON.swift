import Course
import Foundation
import Progress
import Verdicts

extension ProgressReport {
    public var json: JSON {
        let chapters = chapters
        let totals = ProgressTotals(self, chapters)
        return [
            "schema": 1, "course": .string(course.id),
            "since": .string(progress.since.map(Self.time)), "chapter": .string(chapter?.slug),
            "percent": .int(totals.percent), "score": .number(totals.score),
            "max_score": .number(totals.maxScore), "read": .int(totals.read),
            "sections": .int(totals.sections), "passed": .int(totals.passed),
            "attempts": .int(totals.attempts), "quizzes": .int(totals.quizzes.quizzes),
            "quizzes_answered": .int(totals.quizzes.answered), "quizzes_right": .int(totals.quizzes.right),
            "seconds": .int(totals.seconds), "chapters": .array(chapters.map(Self.json)),
            "exercises": .array(exercises(chapters).map(json)),
            "weak_points": .array(weakPoints.map(json)),
            "days": .array(Activity.byDay(quarters, calendar: calendar).map(json)),
            "next": NextReport.json(next),
            "aside": .array(
                progress.aside.map {
                    [
                        "exercise": .string($0.exercise), "attempts": .int($0.attempts),
                        "passed": .bool($0.passed),
                    ]
                }),
        ]
    }

    static func time(_ date: Date) -> String { date.formatted(.iso8601) }

    private static func json(_ summary: ChapterSummary) -> JSON {
        [
            "chapter": .string(summary.chapter.slug), "number": .int(summary.chapter.number),
            "title": .string(summary.chapter.title), "read": .int(summary.read.count),
            "sections": .int(summary.chapter.sections.count), "passed": .int(summary.passed),
            "exercises": .int(summary.exercises.count), "score": .number(summary.score),
            "max_score": .number(summary.maxScore), "attempts": .int(summary.attempts),
            "quizzes": .int(summary.quizzes.quizzes), "quizzes_answered": .int(summary.quizzes.answered),
            "quizzes_right": .int(summary.quizzes.right), "seconds": .int(summary.seconds),
        ]
    }

    private func json(_ exercise: Exercise) -> JSON {
        let standing = standing(exercise)
        let last = standing.last?.outcome.rawValue
        return [
            "exercise": .string(exercise.slug),
            "verdict": .string(standing.state == .passed ? "passed" : last),
            "score": .number(standing.score), "max_score": .number(standing.maxScore),
            "attempts": .int(standing.attempts), "state": .string(standing.state.rawValue),
            "last_verdict": .string(last), "hints_taken": .int(standing.hintsTaken),
            "title": .string(exercise.title), "hints": .int(exercise.hints.count),
            "mastery": .string(Mastery(standing).rawValue),
            "attempts_to_pass": .int(standing.attemptsToPass), "seconds": .int(standing.seconds),
            "last_at": .string(standing.last.map { Self.time($0.at) }),
            "passed_at": .string(standing.passedAt.map(Self.time)), "concepts": .strings(exercise.concepts),
        ]
    }

    private func json(_ point: WeakPoint) -> JSON {
        let command = JSON.string(point.command(progress, reread: reread))
        switch point.subject {
        case .concepts(let concepts, let exercises, _):
            return [
                "kind": "concepts", "concepts": .strings(concepts), "chapter": .null,
                "stumbles": .int(point.stumbles), "passed": .int(point.passed),
                "exercises": .int(exercises.count), "command": command,
            ]
        case .quizzes(let chapter, let wrong):
            return [
                "kind": "quizzes", "concepts": [], "chapter": .string(chapter.slug), "stumbles": .int(wrong),
                "passed": .null, "exercises": .null, "command": command,
            ]
        }
    }

    private func json(_ day: Activity) -> JSON {
        let part = calendar.dateComponents([.year, .month, .day], from: day.at)
        let date = String(format: "%04d-%02d-%02d", part.year ?? 0, part.month ?? 0, part.day ?? 0)
        return [
            "day": .string(date), "attempts": .int(day.attempts), "passed": .int(day.passes),
            "read": .int(day.sections), "quizzes_answered": .int(day.quizzes), "seconds": .int(day.seconds),
        ]
    }
}
