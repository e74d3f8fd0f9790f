import Course
import Foundation
import Progress
import Reporting

/// `sil quiz --json`: what would be asked, without the answers.
struct QuizReport: Report {
    var course: String
    /// How many of the whole course are due.
    var due: Int
    var questions: [QuizQuestion]
    var now: Date

    var json: JSON {
        [
            "schema": 1, "course": .string(course), "due": .number(Double(due)),
            "questions": .array(questions.map(json)),
        ]
    }

    private func json(_ question: QuizQuestion) -> JSON {
        let (state, box): (String, Int?) =
            switch question.review.stage {
            case .new: ("new", nil)
            case .learned: ("learned", nil)
            case .box(let box): (question.review.isDue(at: now) ? "due" : "resting", box)
            }
        let quiz = question.quiz.quiz
        return [
            "chapter": .string(question.chapter.slug),
            "section": question.section.map { .string($0.anchor) } ?? .null, "quiz": .string(quiz.id),
            "kind": .string(quiz.kind.rawValue), "question": .string(quiz.question),
            "choices": .array(quiz.choices.map { .string($0) }), "state": .string(state),
            "box": box.map { .number(Double($0)) } ?? .null,
            "due_at": question.review.due.map { .string($0.formatted(.iso8601)) } ?? .null,
        ]
    }
}
