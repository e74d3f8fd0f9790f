public import Course
import Foundation
public import Progress
public import Text
import Verdicts

/// `sil progress`: chapters, exercises, score, attempts and what to do next.
public struct ProgressReport: Screen {
    public var course: Course
    public var progress: CourseProgress

    public init(_ course: Course, _ progress: CourseProgress) {
        self.course = course
        self.progress = progress
    }

    public var next: NextStep? { NextStep(in: course, progress) }

    public var json: JSON {
        let totals = Totals(course, progress)
        let exercises = ChapterExercises(of: course)
        return [
            "schema": 1, "course": .string(course.id),
            "score": .number(totals.score), "max_score": .number(totals.maxScore),
            "chapters": .array(
                course.chapters.map { Self.json(ChapterSummary($0, exercises[$0], progress)) }),
            "exercises": .array(course.exercises.map(json)),
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

    private static func json(_ summary: ChapterSummary) -> JSON {
        [
            "chapter": .string(summary.chapter.slug), "number": .int(summary.chapter.number),
            "title": .string(summary.chapter.title), "read": .int(summary.read.count),
            "sections": .int(summary.chapter.sections.count), "passed": .int(summary.passed),
            "exercises": .int(summary.exercises.count), "score": .number(summary.score),
            "max_score": .number(summary.maxScore), "attempts": .int(summary.attempts),
        ]
    }

    private func json(_ exercise: Exercise) -> JSON {
        let standing = progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
        let last = standing.last?.outcome.rawValue
        return [
            "exercise": .string(exercise.slug),
            "verdict": .string(standing.state == .passed ? "passed" : last),
            "score": .number(standing.score), "max_score": .number(standing.maxScore),
            "attempts": .int(standing.attempts), "state": .string(standing.state.rawValue),
            "last_verdict": .string(last), "hints_taken": .int(standing.hintsTaken),
        ]
    }

    // MARK: - On a terminal

    /// More exercises than these would push the chapters off the screen.
    private static let shownExercisesMax = 12

    public func lines(width: Int) -> [StyledLine] {
        let totals = Totals(course, progress)
        var head = StyledLine("진도 \(totals.percent) %", .bold)
        head.append("   읽은 절 \(totals.read)/\(totals.sections) · 통과 \(totals.passed)/\(totals.exercises)")
        head.append(" · 점수 \(Figures.points(totals.score))/\(Figures.points(totals.maxScore))")
        var lines = head.wrapped(in: width, indent: 1) + [StyledLine()]
        lines += ChapterTable(course, progress, columns: [.reading, .exercises, .score, .attempts]).lines(
            width: width)
        lines += exerciseLines(width: width)
        lines += NextReport(course.id, next).section(width: width)
        if !progress.aside.isEmpty {
            let names = progress.aside.map(\.exercise).joined(separator: ", ")
            lines.append(StyledLine())
            lines += StyledLine("지금 과정에 없는 연습의 기록도 보관하고 있음: \(names)", .dim).wrapped(in: width, indent: 1)
        }
        return lines
    }

    private func exerciseLines(width: Int) -> [StyledLine] {
        let begun = course.exercises.filter { (progress.standings[$0.slug]?.state ?? .new) != .new }
        let shown = course.exercises.count <= Self.shownExercisesMax ? course.exercises : latest(of: begun)
        guard !shown.isEmpty else { return [] }
        let rows = shown.map { exercise -> [StyledLine] in
            let standing = progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
            return [
                StyledLine(" \(standing.state.word)", standing.state.style), StyledLine(exercise.slug),
                StyledLine("\(Figures.points(standing.score))/\(Figures.points(standing.maxScore))"),
                StyledLine(standing.attempts > 0 ? String(standing.attempts) : ""),
                StyledLine(exercise.title),
            ]
        }
        let table = Table(
            columns: [
                .init(" 상태"), .init("연습"), .init("점수", .right), .init("시도", .right),
                .init("제목", canShrink: true),
            ], rows: rows)
        var lines = [StyledLine()] + table.lines(width: width)
        let hidden = begun.count - shown.count
        if hidden > 0 { lines += StyledLine("그 밖에 \(hidden)개는 sil list", .dim).wrapped(in: width, indent: 1) }
        return lines
    }

    /// The exercises that were touched last, in the order of the course.
    private func latest(of begun: [Exercise]) -> [Exercise] {
        func time(_ exercise: Exercise) -> Double {
            let standing = progress.standings[exercise.slug]
            return (standing?.last?.at ?? standing?.startedAt)?.timeIntervalSince1970 ?? 0
        }
        let newest = Set(begun.sorted { time($0) > time($1) }.prefix(Self.shownExercisesMax).map(\.slug))
        return begun.filter { newest.contains($0.slug) }
    }
}
