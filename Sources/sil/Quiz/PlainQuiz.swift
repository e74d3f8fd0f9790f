import Course
import Text

/// A round of quizzes line by line, for a pipe and for terminals that cannot hold a screen.
struct PlainQuiz {
    let output: Output
    /// The next line typed; nil at the end of the input.
    let next: () -> String?
    /// Keeps an answer.
    let record: (QuizQuestion, _ typed: String, _ isRight: Bool) -> String?

    /// - Returns: the round as far as it came.
    func run(_ round: QuizRound) throws -> QuizRound {
        var round = round
        let page = QuizPage(width: output.width, colors: output.colors)
        while let question = round.current {
            try output.write(page.question(question, place: round.place))
            guard let isRight = try answer(to: question, in: &round, page) else {
                try output.write(text: "\n")
                break
            }
            try output.write(page.outcome(question, isRight: isRight) + [StyledLine()])
            round.goOn()
        }
        try output.write(page.end(round))
        return round
    }

    /// Asks until there is an answer; nil at the end of the input.
    private func answer(
        to question: QuizQuestion, in round: inout QuizRound, _ page: QuizPage
    ) throws -> Bool? {
        while true {
            try output.write(text: page.prompt(question.quiz.quiz.kind) + ": ")
            guard let typed = next() else { return nil }
            if !output.isTerminal { try output.write(text: "\n") }
            if let isRight = round.answer(typed) {
                if let remark = record(question, typed, isRight) { output.say(remark) }
                return isRight
            }
            if case .askingAgain(let words) = round.phase { try output.write([StyledLine(words)]) }
        }
    }
}
