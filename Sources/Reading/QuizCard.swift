/// What a reader sees of a quiz before answering it.
public struct QuizCard: Sendable, Equatable {
    /// Markdown is fine.
    public var question: String
    /// In the order they are numbered; empty where the answer is typed.
    public var choices: [String]

    public init(question: String, choices: [String] = []) {
        self.question = question
        self.choices = choices
    }
}
