import Course
import Markdown
import Reading
import Reporting

extension Page {
    /// A chapter as a reader sees it.
    ///
    /// - Throws: `MarkdownError`.
    init(of chapter: Chapter, in course: Course) throws {
        let document = try Document(markdown: chapter.body, firstLine: chapter.bodyLine)
        let shown = Set(chapter.exercises)
        let titles = Dictionary(
            course.exercises.lazy.filter { shown.contains($0.slug) }.map { ($0.slug, $0.title) },
            uniquingKeysWith: { first, _ in first })
        let quizzes = chapter.quizzes(in: document).map { quiz in
            (
                quiz.line,
                QuizCard(
                    question: quiz.question, choices: quiz.choices, prompt: QuizPage.prompt(quiz.kind))
            )
        }
        self.init(
            document, quizzes: Dictionary(quizzes, uniquingKeysWith: { first, _ in first }),
            exercises: titles, findings: FindingText.words,
            links: CourseLinks(of: chapter, in: course))
    }
}
