import Course

/// Quizzes can be asked and graded: their schema, an answer that is among the choices, ids of misconceptions.
enum Quizzes {
    static func faults(in page: ChapterPage, misconceptions: [Misconception]) -> [Fault] {
        let (quizzes, faults) = page.chapter.answeredQuizzes(in: page.document)
        let ids = misconceptions.map(\.id)
        return faults.map(Fault.init)
            + quizzes.compactMap { quiz in
                guard let id = quiz.misconception, !ids.contains(id) else { return nil }
                let place = page.text.place(of: id, from: quiz.quiz.line, isWhole: true)
                return page.fault(
                    "unknown-misconception", line: place?.line ?? quiz.quiz.line, column: place?.column,
                    "`misconception`: 없는 오해 `\(id)`",
                    fix: NearestNames.of(id, among: ids).first.map { "혹시 `\($0)` 아닌가요?" }
                        ?? "`Lessons/misconceptions.yml`에 넣거나 줄을 지우세요.")
            }
    }
}

extension Fault {
    /// What reading the course found.
    init(_ fault: CourseError.Fault) {
        self.init(
            file: fault.path, line: fault.line, column: fault.column, rule: fault.rule,
            message: fault.message,
            fix: fault.fix)
    }
}
