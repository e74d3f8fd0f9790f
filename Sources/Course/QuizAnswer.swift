public import Markdown

/// A ```quiz block with everything it holds, as grading an answer and checking a course need it.
public struct AnsweredQuiz: Sendable, Equatable {
    public enum Answer: Sendable, Equatable {
        /// 1-based numbers of choices: one for `choice`; for `multi` all that are right; for `order` all, in order.
        case numbers([Int])
        /// Texts that are accepted.
        case texts([String])
    }

    public var quiz: Quiz
    public var answer: Answer
    public var explain: String
    public var misconception: String?

    public init(quiz: Quiz, answer: Answer, explain: String, misconception: String? = nil) {
        self.quiz = quiz
        self.answer = answer
        self.explain = explain
        self.misconception = misconception
    }
}

extension Chapter {
    /// The quizzes of the chapter in their order, and what is wrong with them; one that is wrong is not among the list.
    ///
    /// - Parameter document: the parsed `body`.
    public func answeredQuizzes(
        in document: Document
    ) -> (list: [AnsweredQuiz], faults: [CourseError.Fault]) {
        var list: [AnsweredQuiz] = []
        var faults: [CourseError.Fault] = []
        var lines: [String: Int] = [:]
        for block in document.codeBlocks where block.info.split(separator: " ").first == "quiz" {
            let log = FaultLog(path: "Lessons/\(name).md", lineOffset: block.line)
            let quiz = QuizBlock(block, log: log).read()
            if let id = quiz?.quiz.id {
                if let other = lines[id] {
                    log.note(
                        "quiz-id", line: block.line, "같은 id의 퀴즈가 \(other)번 줄에도 있음: `\(id)`",
                        fix: "id를 서로 다르게 하세요.")
                }
                lines[id] = lines[id] ?? block.line
            }
            faults += log.faults
            if let quiz, log.faults.isEmpty { list.append(quiz) }
        }
        return (list, faults)
    }
}

/// One ```quiz block being read.
private struct QuizBlock {
    private let block: CodeBlock
    private let log: FaultLog

    init(_ block: CodeBlock, log: FaultLog) {
        self.block = block
        self.log = log
    }

    func read() -> AnsweredQuiz? {
        guard let mapping = YAMLText.mapping(of: block.literal, log: log) else { return nil }
        let reader = MappingReader(mapping, log: log)
        defer { reader.finish() }
        let id = reader.required("id")
        if let id, let wrong = NameShape.exercise.complaint(about: id) {
            reader.note("quiz-id", about: "id", wrong.message, fix: wrong.fix)
        }
        let kind = reader.required("kind") == nil ? nil : reader.word("kind", Quiz.Kind.self)
        let question = reader.required("question")
        let choices = reader.strings("choices") ?? []
        let explain = reader.required("explain")
        let misconception = reader.string("misconception")
        guard let kind else {
            _ = reader.has("answer") ? reader.string("answer") : nil
            return nil
        }
        checkChoices(choices, kind, reader)
        let answer = kind == .text ? texts(reader) : numbers(kind, choices.count, reader)
        guard let id, let question, let explain, let answer else { return nil }
        return AnsweredQuiz(
            quiz: Quiz(id: id, kind: kind, question: question, choices: choices, line: block.line),
            answer: answer, explain: explain, misconception: misconception)
    }

    private func checkChoices(_ choices: [String], _ kind: Quiz.Kind, _ reader: MappingReader) {
        if kind == .text {
            if reader.has("choices") {
                reader.note("quiz-choices", about: "choices", "`text`에는 고를 것이 없음", fix: "`choices`를 지우세요.")
            }
            return
        }
        if choices.count < 2 {
            reader.note("quiz-choices", about: "choices", "고를 것이 둘보다 적음", fix: "`choices`에 둘 이상을 쓰세요.")
        }
        if choices.count > 9 {
            reader.note("quiz-choices", about: "choices", "고를 것이 아홉보다 많음", fix: "숫자 키 하나로 고르게 줄이세요.")
        }
        for repeated in Set(choices.filter { choice in choices.count { $0 == choice } > 1 }).sorted() {
            reader.note("quiz-choices", about: "choices", "같은 것이 두 번 있음: `\(repeated)`", fix: "하나를 바꾸세요.")
        }
    }

    private func texts(_ reader: MappingReader) -> AnsweredQuiz.Answer? {
        guard reader.has("answer") else {
            reader.note("quiz-answer", about: "answer", "`answer`가 없음", fix: "`answer: [맞는 글]`을 쓰세요.")
            return nil
        }
        let texts = reader.texts("answer")
        guard !texts.isEmpty else {
            reader.note("quiz-answer", about: "answer", "맞는 글이 없음", fix: "`answer: [맞는 글, 다른 적는 법]`을 쓰세요.")
            return nil
        }
        return .texts(texts)
    }

    private func numbers(_ kind: Quiz.Kind, _ count: Int, _ reader: MappingReader) -> AnsweredQuiz.Answer? {
        let words = reader.texts("answer")
        let numbers = words.compactMap { Int($0) }
        func refuse(_ message: String, _ fix: String) -> AnsweredQuiz.Answer? {
            reader.note("quiz-answer", about: "answer", message, fix: fix)
            return nil
        }
        guard !words.isEmpty, numbers.count == words.count else {
            return refuse("`answer`가 번호가 아님", "`choices`의 몇 번째인지 1부터 센 번호를 쓰세요.")
        }
        if let outside = numbers.first(where: { !(1...max(1, count)).contains($0) }) {
            return refuse("`answer`: 없는 번호 \(outside)", "1부터 \(count)까지의 번호를 쓰세요.")
        }
        guard Set(numbers).count == numbers.count else {
            return refuse("`answer`: 같은 번호가 두 번 나옴", "번호를 한 번씩만 쓰세요.")
        }
        switch kind {
        case .choice where numbers.count != 1:
            return refuse("`choice`인데 답이 \(numbers.count)개임", "하나만 쓰거나 `kind: multi`로 바꾸세요.")
        case .order where numbers.count != count:
            return refuse("`order`인데 번호가 모자람", "고를 것 \(count)개의 번호를 순서대로 모두 쓰세요.")
        case .order where numbers == Array(1...count):
            return refuse("`choices`가 벌써 답의 순서임", "`choices`의 순서를 섞으세요.")
        default: return .numbers(numbers)
        }
    }
}
