import Course
import Terminal
import Text

/// A round of quizzes on a terminal: the answer is typed below the question, what it was comes in its place.
final class LiveQuiz {
    private(set) var round: QuizRound
    private var field = TextField()
    private var scroll = Scroll()
    /// Keeps an answer; what is wrong with that is shown.
    private let record: (QuizQuestion, _ typed: String, _ isRight: Bool) -> String?
    private var remark: String?

    init(_ round: QuizRound, record: @escaping (QuizQuestion, String, Bool) -> String?) {
        self.round = round
        self.record = record
    }

    func run(on output: Output) throws -> FullScreen.Answer {
        try FullScreen(on: output).run(draw: { draw($0, output.colors) }, answer: answer)
    }

    private func answer(_ key: Key) -> FullScreen.Answer {
        switch (round.phase, key) {
        case (_, .interrupt): return .interrupt
        case (.asking, .escape), (.askingAgain, .escape): return .leave
        case (.asking, .character("\n")), (.askingAgain, .character("\n")): submit()
        case (.asking, _), (.askingAgain, _):
            if !field.take(key) { scroll.move(by: key) }
        case (.over, _): return .leave
        case (.answered, _): return stroke(key)
        }
        return .stay
    }

    /// A key after an answer, when letters are commands.
    private func stroke(_ key: Key) -> FullScreen.Answer {
        for key in key.strokes {
            switch key {
            case .character("q"), .escape: return .leave
            case .character("\n"), .character(" "), .character("n"):
                round.goOn()
                scroll.top = 0
            default: scroll.move(by: key)
            }
        }
        return .stay
    }

    private func submit() {
        guard let question = round.current, !field.text.isEmpty else { return }
        guard let isRight = round.answer(field.text) else { return field = TextField() }
        remark = record(question, field.text, isRight)
        field = TextField()
    }

    // MARK: Screen

    private func draw(_ size: ScreenSize, _ colors: ColorMode) -> Picture {
        let width = max(20, min(size.width, 100) - 2)
        let page = QuizPage(width: width, colors: colors)
        var foot: [StyledLine] = []
        var cursor: Int?
        var body = round.current.map { page.question($0, place: round.place) } ?? page.end(round)
        if let question = round.current {
            switch round.phase {
            case .asking, .askingAgain:
                if case .askingAgain(let words) = round.phase { foot += StyledLine(words).wrapped(to: width) }
                let prompt = page.prompt(question.quiz.quiz.kind) + ": "
                cursor = prompt.cells + field.cells
                foot += [
                    StyledLine(prompt, .bold) + StyledLine(field.text), StyledLine("⏎ 답하기  Esc 끝", .dim),
                ]
            case .answered(let isRight):
                body += [StyledLine()] + page.outcome(question, isRight: isRight)
                foot += [StyledLine("⏎ 다음  ↑↓ 넘기기  q 끝", .dim)]
            case .over: break
            }
        } else {
            foot += [StyledLine("아무 키나 누르면 끝", .dim)]
        }
        if let remark { foot = StyledLine(remark, .color(.yellow)).wrapped(to: width) + foot }
        scroll.height = max(1, size.height - foot.count - 1)
        scroll.count = body.count
        let shown = Array(body.dropFirst(scroll.top).prefix(scroll.height))
        // Right below the question while there is room: the eye need not travel.
        let lines = shown + [StyledLine()] + foot
        let row = shown.count + 1 + (foot.count - 2)
        return Picture(
            lines.map { StyledLine(" ") + $0 },
            cursor: cursor.map { Picture.Position(row: row, column: $0 + 1) })
    }
}
