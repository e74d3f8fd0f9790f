import Markdown
import Reading
import Text

/// The page of a markdown text as text, line by line.
func page(
    _ markdown: String, width: Int = 40, quizzes: [Int: QuizCard] = [:], exercises: [String: String] = [:],
    findings: [String: String] = [:],
    _ change: (inout Page.Options) -> Void = { _ in }
) throws -> [String] {
    var options = Page.Options(width: width)
    change(&options)
    let page = Page(
        try Document(markdown: markdown), quizzes: quizzes, exercises: exercises, findings: findings)
    return page.lines(options).map { $0.content.rendered(options.colors) }
}

func inColor(_ options: inout Page.Options) { options.colors = .color }
func inColorWithLinks(_ options: inout Page.Options) { (options.colors, options.hasLinks) = (.color, true) }
func piped(_ options: inout Page.Options) { options.isPiped = true }
func ascii(_ options: inout Page.Options) { options.ascii = true }
