import Course
import Foundation
import Markdown
import Progress

/// A quiz of a chapter, and what its learner has answered to it.
struct QuizQuestion: Sendable, Equatable {
    var chapter: Chapter
    var quiz: AnsweredQuiz
    var review: QuizReview
    /// The section it stands in; nil before the first.
    var section: Chapter.Section? {
        chapter.sections.last { $0.line <= quiz.quiz.line }
    }
}

/// The quizzes of a course with their states at one moment.
struct QuizQuestions: Sendable {
    let all: [QuizQuestion]
    let now: Date

    /// - Parameter answers: by chapter slug and quiz id.
    init(
        of course: Course, _ answers: [String: [String: [QuizAnswer]]], now: Date,
        calendar: Calendar = .current
    ) {
        self.now = now
        all = course.chapters.flatMap { chapter -> [QuizQuestion] in
            guard let document = try? Document(markdown: chapter.body, firstLine: chapter.bodyLine) else {
                return []
            }
            return chapter.answeredQuizzes(in: document).list.map { quiz in
                let own = answers[chapter.slug]?[quiz.quiz.id] ?? []
                return QuizQuestion(
                    chapter: chapter, quiz: quiz, review: QuizReview(own, calendar: calendar))
            }
        }
    }

    /// Those that were wrong and whose rest is over, the longest overdue first.
    var due: [QuizQuestion] {
        all.enumerated().filter { $0.element.review.isDue(at: now) }
            .sorted { ($0.element.review.due ?? now, $0.offset) < ($1.element.review.due ?? now, $1.offset) }
            .map(\.element)
    }

    /// What to ask without a chapter being named: what is due, then what is new in chapters that were begun.
    ///
    /// - Parameter begun: slugs of chapters of which something was read; where there are none, the first chapter's.
    func toAsk(begun: Set<String>) -> [QuizQuestion] {
        let first = all.first?.chapter.slug
        let known = begun.isEmpty ? Set([first].compactMap(\.self)) : begun
        return due + all.filter { $0.review.stage == .new && known.contains($0.chapter.slug) }
    }

    /// What to ask of a chapter: what is due and what is new; where there is neither, everything.
    func toAsk(of chapter: Chapter) -> [QuizQuestion] {
        let own = all.filter { $0.chapter.slug == chapter.slug }
        let open = due.filter { $0.chapter.slug == chapter.slug } + own.filter { $0.review.stage == .new }
        return open.isEmpty ? own : open
    }
}
