import Course
import Markdown
import Reading
import Text

/// What a round of quizzes shows, line by line.
struct QuizPage {
    let width: Int
    let colors: ColorMode

    private var options: Page.Options { Page.Options(width: width, colors: colors) }

    /// Where the question is from, and the question with its choices.
    func question(_ question: QuizQuestion, place: String) -> [StyledLine] {
        let from = ["\(question.chapter.number)장 \(question.chapter.title)", question.section?.title]
            .compactMap(\.self).joined(separator: " › ")
        let head = StyledLine("\(place) · ", .bold) + StyledLine(from, .dim)
        return head.wrapped(to: width) + [StyledLine()] + card(question.quiz.quiz)
    }

    private func card(_ quiz: Quiz) -> [StyledLine] {
        let card = QuizCard(question: quiz.question, choices: quiz.choices)
        guard let document = try? Document(markdown: "```quiz\n```\n") else {
            return [StyledLine(quiz.question)]
        }
        return Page(document, quizzes: [1: card]).lines(options).map(\.content)
    }

    /// What a good answer looks like.
    func prompt(_ kind: Quiz.Kind) -> String { QuizPage.prompt(kind) }

    static func prompt(_ kind: Quiz.Kind) -> String {
        switch kind {
        case .choice: "번호"
        case .multi: "맞는 번호 모두 (1 3)"
        case .order: "번호를 순서대로 (3 1 2)"
        case .text: "답"
        }
    }

    /// Whether it was right, in words, the answer, and why.
    ///
    /// - Parameter showsPlace: whether to say where it can be read, to somebody who does not stand there.
    func outcome(_ question: QuizQuestion, isRight: Bool, showsPlace: Bool = true) -> [StyledLine] {
        let head =
            isRight
            ? StyledLine("✓ 맞음", Style(isBold: true, color: .green))
            : StyledLine("✗ 틀림", Style(isBold: true, color: .red))
        var lines = [head]
        if !isRight || question.quiz.quiz.kind == .text {
            lines += StyledLine("답  \(question.quiz.answerText)").wrapped(to: width)
        }
        lines += text(question.quiz.explain)
        if !isRight, showsPlace {
            let place = [question.chapter.name, question.section?.anchor].compactMap(\.self)
                .joined(separator: "#")
            lines += StyledLine("다시 읽기  sil read \(ShellWord.of(place))", .dim).wrapped(to: width)
        }
        return lines
    }

    private func text(_ markdown: String) -> [StyledLine] {
        guard let document = try? Document(markdown: markdown) else { return [StyledLine(markdown)] }
        return Page(document).lines(options).map(\.content)
    }

    /// How the round went, and when what was wrong comes back.
    func end(_ round: QuizRound) -> [StyledLine] {
        let count = round.right + round.wrong
        guard count > 0 else { return StyledLine("답한 퀴즈 없음").wrapped(to: width) }
        let words = "퀴즈 \(count)개 가운데 \(round.right)개 맞음"
        let rest = round.wrong > 0 ? ". 틀린 것은 내일 다시 물음: sil quiz" : ""
        return StyledLine(words + rest, .bold).wrapped(to: width)
    }
}
