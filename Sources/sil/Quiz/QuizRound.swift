import Course

/// One sitting: questions asked one after another, the wrong ones once more at the end.
///
/// A value: what comes next follows from what was typed, whoever shows it.
struct QuizRound: Sendable {
    enum Phase: Sendable, Equatable {
        case asking
        /// What was typed was no answer; the words say what is asked for.
        case askingAgain(String)
        case answered(isRight: Bool)
        case over
    }

    private(set) var phase: Phase
    private var questions: [QuizQuestion]
    private var position = 0
    /// Where the questions that are asked once more begin.
    private let count: Int
    private(set) var right = 0
    private(set) var wrong = 0

    init(_ questions: [QuizQuestion]) {
        self.questions = questions
        count = questions.count
        phase = questions.isEmpty ? .over : .asking
    }

    /// nil when the round is over.
    var current: QuizQuestion? { questions.indices.contains(position) ? questions[position] : nil }

    /// `3/12`, or that it is asked once more.
    var place: String {
        position < count
            ? "\(position + 1)/\(count)" : "한 번 더 \(position - count + 1)/\(questions.count - count)"
    }

    /// Takes an answer.
    ///
    /// - Returns: whether it was right; nil when it was no answer.
    @discardableResult
    mutating func answer(_ typed: String) -> Bool? {
        guard let current else { return nil }
        switch current.quiz.judge(typed) {
        case .unreadable(let words):
            phase = .askingAgain(words)
            return nil
        case .right:
            if position < count { right += 1 }
            phase = .answered(isRight: true)
            return true
        case .wrong:
            if position < count {
                wrong += 1
                questions.append(current)
            }
            phase = .answered(isRight: false)
            return false
        }
    }

    mutating func goOn() {
        position += 1
        phase = current == nil ? .over : .asking
    }
}
