import Course
import Progress

extension Session {
    /// Keeps the answer to a quiz, wherever it was asked.
    ///
    /// - Parameter course: its id.
    /// - Returns: why the answer is not kept; nil when it is.
    func record(_ typed: String, isRight: Bool, to question: QuizQuestion, course: String) -> String? {
        do {
            try store().recordQuizAnswer(
                typed, isRight: isRight, to: question.quiz.quiz.id, of: question.chapter, course: course)
            return nil
        } catch {
            return "sil: 이 답은 기록되지 않음. \(Failure(error).message)"
        }
    }
}
