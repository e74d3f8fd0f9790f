public import Markdown

/// One ```quiz block of a chapter, as far as showing it needs.
public struct Quiz: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case choice, multi, text, order }

    /// What answers hang on; unique in its chapter.
    public var id: String
    public var kind: Kind
    public var question: String
    /// In the order they are numbered from 1; empty for `text`.
    public var choices: [String]
    /// Line of the fence in the chapter's file, 1-based.
    public var line: Int

    public init(id: String, kind: Kind, question: String, choices: [String], line: Int) {
        self.id = id
        self.kind = kind
        self.question = question
        self.choices = choices
        self.line = line
    }
}

extension Chapter {
    /// The quizzes of the chapter in their order. One that cannot be read is left out: a reader gets the rest.
    ///
    /// - Parameter document: the parsed `body`.
    public func quizzes(in document: Document) -> [Quiz] {
        document.codeBlocks.compactMap { block in
            guard block.info.split(separator: " ").first == "quiz" else { return nil }
            return quiz(block)
        }
    }

    private func quiz(_ block: CodeBlock) -> Quiz? {
        let log = FaultLog(path: "Lessons/\(name).md", lineOffset: block.line)
        guard let mapping = YAMLText.mapping(of: block.literal, log: log) else { return nil }
        let reader = MappingReader(mapping, log: log)
        guard let id = reader.string("id"), let question = reader.string("question"),
            let kind = reader.word("kind", Quiz.Kind.self)
        else { return nil }
        let choices = kind == .text ? [] : reader.strings("choices") ?? []
        guard kind == .text || !choices.isEmpty else { return nil }
        return Quiz(id: id, kind: kind, question: question, choices: choices, line: block.line)
    }
}
