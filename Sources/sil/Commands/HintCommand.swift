import ArgumentParser
import Course
import Progress
import Text

/// `sil hint [SLUG]`.
struct HintCommand: Action {
    static let configuration = CommandConfiguration(commandName: "hint", abstract: "연습의 다음 힌트를 봄")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("연습 이름, 번호, +1. 연습 폴더 안에서는 생략", valueName: "연습"))
    var exercise: String?

    private struct Document: Encodable {
        var schema = 1
        var exercise: String
        /// Hints seen so far, this one included.
        var hints: [String]
        var total: Int
    }

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let exercise = try session.exercise(exercise, of: course)
        let total = exercise.hints.count
        guard total > 0 else {
            if options.json {
                try session.output.write(json: Document(exercise: exercise.slug, hints: [], total: 0))
            } else {
                try session.output.write([StyledLine("\(exercise.slug): 힌트가 없는 연습임")])
            }
            return .done
        }
        // Noted before it is shown: what was seen cannot be unseen.
        let number = try session.store().takeHint(exercise: exercise, course: course.id)
        let seen = min(number ?? total, total)
        guard !options.json else {
            try session.output.write(
                json: Document(exercise: exercise.slug, hints: Array(exercise.hints.prefix(seen)), total: total))
            return .done
        }
        try session.output.write(lines(exercise, seen: seen, isNew: number != nil, width: session.output.width))
        return .done
    }

    /// The newest hint; all of them again when there is no new one.
    private func lines(_ exercise: Exercise, seen: Int, isNew: Bool, width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for number in (isNew ? seen : 1)...seen {
            lines.append(StyledLine("힌트 \(number)/\(exercise.hints.count)", .bold))
            for line in exercise.hints[number - 1].split(separator: "\n", omittingEmptySubsequences: false) {
                lines += StyledLine(String(line)).wrapped(to: width - 2).map { StyledLine("  ") + $0 }
            }
        }
        if seen < exercise.hints.count {
            lines.append(StyledLine("  다음 힌트  sil hint \(exercise.slug)", .dim))
        } else if !isNew {
            lines.append(StyledLine("  힌트를 모두 봄", .dim))
        }
        return lines
    }
}
