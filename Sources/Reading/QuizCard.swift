/// What a reader sees of a quiz before answering it.
public struct QuizCard: Sendable, Equatable {
    /// Markdown is fine.
    public var question: String
    /// In the order they are numbered; empty where the answer is typed.
    public var choices: [String]
    /// What a good answer looks like, for where it is typed: `번호`.
    public var prompt: String

    public init(question: String, choices: [String] = [], prompt: String = "답") {
        self.question = question
        self.choices = choices
        self.prompt = prompt
    }
}
