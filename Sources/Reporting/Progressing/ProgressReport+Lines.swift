import Course
import Foundation
import Progress
public import Text

extension ProgressReport {
    /// Lines of the smallest terminal that people have, less the one for the prompt.
    private static let screenLines = 23
    private static let shownExercisesMax = 12
    /// Of concepts that stand on the same exercises.
    private static let shownConceptsMax = 3

    public func lines(width: Int) -> [StyledLine] {
        let chapters = chapters
        let totals = ProgressTotals(self, chapters)
        if totals.isEmpty, progress.since == nil, progress.aside.isEmpty { return emptyLines(width: width) }
        let head = headline(totals, width: width)
        let weak = WeakPoint.all(exercises(chapters), progress, chapters: chapters)
        var last: [StyledLine] = []
        if chapter == nil {
            last += Self.apart(ActivityCalendar(quarters, now: now, calendar: calendar).lines(width: width))
        }
        last += Self.apart(lastLines(width: width))
        // Weak points give way first where chapters are many.
        let most = showsAll ? weak.count : Self.shownWeakPointsMax
        let all = Self.apart(weakLines(weak.prefix(most), width: width))
        let lastCount = last.count
        let chapterRoom = { (weak: [StyledLine]) in
            showsAll ? Int.max : Self.screenLines - head.count - weak.count - lastCount - 2
        }
        let hasRoom = chapterRoom(all) >= chapters.count
        let shown = hasRoom ? all : Self.apart(weakLines(weak.prefix(1), width: width))
        let end = shown + last
        var lines = head
        lines += Self.apart(chapterLines(chapters, room: chapterRoom(shown), width: width))
        let room = showsAll ? Int.max : Self.screenLines - lines.count - end.count
        lines += exerciseLines(exercises(chapters), room: room, width: width)
        return lines + end
    }

    private static func apart(_ lines: [StyledLine]) -> [StyledLine] {
        lines.isEmpty ? [] : [StyledLine()] + lines
    }

    // MARK: - Parts

    /// Before anything was done, what to do first is all there is to tell.
    private func emptyLines(width: Int) -> [StyledLine] {
        var lines = StyledLine("\(course.title): 아직 기록이 없음", .bold).wrapped(in: width, indent: 1)
        let read = NextStep.unread(in: course, progress)
        let solve = NextStep.unsolved(in: course, progress)
        guard read != nil || solve != nil else { return lines }
        lines.append(StyledLine())
        if let read { lines += step("읽기", read.label, read.command, width: width) }
        if let solve {
            lines += step("풀기", solve.label, "sil init 새-폴더, 그 안에서 ./\(solve.command)", width: width)
        }
        return lines
    }

    private func step(_ word: String, _ label: String, _ command: String, width: Int) -> [StyledLine] {
        StyledLine(label).labelled(word, cells: 4, in: width, indent: 1)
            + StyledLine(command).labelled("", cells: 4, in: width, indent: 1)
    }

    private func headline(_ totals: ProgressTotals, width: Int) -> [StyledLine] {
        let points = "점수 \(Figures.points(totals.score))/\(Figures.points(totals.maxScore))"
        var figures: [String] = []
        if progress.since == nil {
            figures.append("읽기 \(totals.read)/\(totals.sections)")
            figures += ["통과 \(totals.passed)/\(totals.exercises)", points]
        } else {
            figures += ["읽은 절 \(totals.read)", "통과 \(totals.passed)", "시도 \(totals.attempts)"]
        }
        if totals.quizzes.answered > 0 {
            let all = progress.since == nil ? totals.quizzes.quizzes : totals.quizzes.answered
            figures.append("퀴즈 \(totals.quizzes.right)/\(all)")
        }
        if totals.seconds > 0 { figures.append(Figures.duration(totals.seconds)) }
        let head = StyledLine(title(totals), .bold) + StyledLine("   " + figures.joined(separator: " · "))
        return head.wrapped(in: width, indent: 1)
    }

    private func title(_ totals: ProgressTotals) -> String {
        var words = chapter.map { "\($0.number)장 \($0.title)" }
        if let since = progress.since {
            let part = calendar.dateComponents([.year, .month, .day], from: since)
            let day = String(format: "%04d-%02d-%02d", part.year ?? 0, part.month ?? 0, part.day ?? 0)
            words = [words, "\(day)부터"].compactMap(\.self).joined(separator: " · ")
        } else {
            words = [words, "진도 \(totals.percent) %"].compactMap(\.self).joined(separator: " · ")
        }
        return words ?? ""
    }

    private func chapterLines(_ chapters: [ChapterSummary], room: Int, width: Int) -> [StyledLine] {
        guard chapter == nil, !chapters.isEmpty else { return [] }
        var columns: [ChapterTable.Column] = [.reading, .exercises, .score, .attempts]
        if chapters.contains(where: { $0.quizzes.quizzes > 0 }) { columns.append(.quizzes) }
        if chapters.contains(where: { $0.seconds > 0 }) { columns.append(.time) }
        let shown = window(of: chapters, room: room)
        var lines = ChapterTable(shown, columns: columns).lines(width: width)
        let hidden = chapters.count - shown.count
        if hidden > 0 {
            lines += StyledLine("그 밖에 \(Figures.count(hidden))장은 sil progress --all", .dim).wrapped(
                in: width, indent: 1)
        }
        return lines
    }

    /// As many chapters as there is room for, around the one where the learner is.
    private func window(of chapters: [ChapterSummary], room: Int) -> [ChapterSummary] {
        guard chapters.count > room else { return chapters }
        let slug = next?.chapter(in: course)?.slug
        let here = chapters.firstIndex { $0.chapter.slug == slug } ?? 0
        let size = max(1, room - 1)
        let first = min(max(0, here - size / 2), chapters.count - size)
        return Array(chapters[first..<first + size])
    }

    private func weakLines(_ points: ArraySlice<WeakPoint>, width: Int) -> [StyledLine] {
        points.enumerated().flatMap { index, point in
            let words = StyledLine(Self.words(point))
            let command = point.command(progress, reread: reread)
            let label = index == 0 ? "약한 곳" : ""
            guard words.cells + 3 + command.cells <= width - 10 else {
                return words.labelled(label, cells: 7, in: width, indent: 1)
                    + StyledLine(command).labelled("", cells: 7, in: width, indent: 1)
            }
            return (words + StyledLine("   " + command, .color(.cyan))).labelled(
                label, cells: 7, in: width, indent: 1)
        }
    }

    static func words(_ point: WeakPoint) -> String {
        switch point.subject {
        case .quizzes(let chapter, let wrong): "\(chapter.number)장 퀴즈: \(wrong)개 틀림"
        case .concepts(let concepts, let exercises, _):
            "\(concepts.prefix(Self.shownConceptsMax).joined(separator: " · ")): \(point.stumbles)번 막힘, 통과 \(point.passed)/\(exercises.count)"
        }
    }

    private func lastLines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        if chapter == nil {
            if let next {
                let line = StyledLine("\(next.label)   ") + StyledLine(next.command, .color(.cyan))
                lines +=
                    line.cells <= width - 7
                    ? line.labelled("다음", cells: 4, in: width, indent: 1)
                    : step("다음", next.label, next.command, width: width)
            } else {
                lines += StyledLine("모두 읽고 모두 풀었음.").wrapped(in: width, indent: 1)
            }
        }
        if !progress.aside.isEmpty, chapter == nil {
            let names = progress.aside.prefix(3).map(\.exercise).joined(separator: ", ")
            let more = progress.aside.count > 3 ? " 등 \(progress.aside.count)개" : ""
            lines += StyledLine("지금 과정에 없는 연습의 기록도 보관하고 있음: \(names)\(more)", .dim).wrapped(
                in: width, indent: 1)
        }
        return lines
    }

    // MARK: - Exercises

    private func exerciseLines(_ exercises: [Exercise], room: Int, width: Int) -> [StyledLine] {
        let begun = exercises.filter { standing($0).state != .new }
        let limit = showsAll || chapter != nil ? room - 3 : min(room - 3, Self.shownExercisesMax)
        let wanted = exercises.count <= limit || showsAll ? exercises : begun
        guard limit > 0, !wanted.isEmpty else { return [] }
        let shown = wanted.count <= limit ? wanted : latest(limit, of: wanted)
        var lines = [StyledLine()] + table(shown, width: width)
        let hidden = begun.count - shown.count
        if hidden > 0 {
            let words = "그 밖에 \(Figures.count(hidden))개는 sil progress --all"
            lines += StyledLine(words, .dim).wrapped(in: width, indent: 1)
        }
        return lines
    }

    private func table(_ exercises: [Exercise], width: Int) -> [StyledLine] {
        let rows = exercises.map { exercise -> [StyledLine] in
            let standing = standing(exercise)
            let mastery = Mastery(standing)
            let hints = standing.hintsTaken > 0 ? "\(standing.hintsTaken)/\(exercise.hints.count)" : ""
            return [
                StyledLine(" \(mastery.word)", mastery.style), StyledLine(exercise.slug),
                StyledLine("\(Figures.points(standing.score))/\(Figures.points(standing.maxScore))"),
                StyledLine(standing.attempts > 0 ? String(standing.attempts) : ""),
                StyledLine(standing.attemptsToPass.map { "\($0)번" } ?? ""), StyledLine(hints),
                StyledLine(standing.seconds > 0 ? Figures.minutes(standing.seconds / 60) : ""),
                StyledLine(exercise.title),
            ]
        }
        let columns: [Table.Column] = [
            .init(" 익힘"), .init("연습"), .init("점수", .right), .init("시도", .right), .init("통과까지", .right),
            .init("힌트", .right), .init("시간", .right), .init("제목", canShrink: true),
        ]
        // Where nobody took a hint, a column of blanks tells nothing.
        let told = columns.indices.filter { index in
            ![4, 5, 6].contains(index) || (width >= 60 && rows.contains { !$0[index].isEmpty })
        }
        return Table(columns: told.map { columns[$0] }, rows: rows.map { row in told.map { row[$0] } }).lines(
            width: width)
    }

    /// The exercises that were touched last, in the order of the course.
    func latest(_ limit: Int, of begun: [Exercise]) -> [Exercise] {
        func time(_ exercise: Exercise) -> Double {
            let standing = progress.standings[exercise.slug]
            return (standing?.last?.at ?? standing?.startedAt)?.timeIntervalSince1970 ?? 0
        }
        let newest = Set(
            begun.map { ($0.slug, time($0)) }.sorted { $0.1 > $1.1 }.prefix(limit).map(\.0))
        return begun.filter { newest.contains($0.slug) }
    }
}
