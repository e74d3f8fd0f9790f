public import Course
import Markdown

/// A block of a page with which something can be done: a program to run, a quiz to answer, an exercise to start.
public struct LiveBlock: Sendable, Equatable {
    public struct ID: Sendable, Hashable {
        /// Of its fence in the chapter's file, 1-based.
        public var line: Int
        /// Which of the exercises that one fence names, from 0; else 0.
        public var index: Int

        public init(line: Int, index: Int = 0) {
            self.line = line
            self.index = index
        }
    }

    public enum Kind: Sendable, Equatable {
        case sample(Sample)
        /// What is asked for, where it is typed: `번호`.
        case quiz(prompt: String)
        /// By its slug.
        case exercise(String)
    }

    public var id: ID
    public var kind: Kind

    public init(id: ID, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    /// Those of one block of code; none for code to read.
    static func all(of code: CodeBlock, cards: PageCards) -> [LiveBlock] {
        switch Fence(info: code.info) {
        case .sample:
            cards.samples[code.line].map { [LiveBlock(id: ID(line: code.line), kind: .sample($0))] } ?? []
        case .quiz:
            cards.quizzes[code.line].map {
                [LiveBlock(id: ID(line: code.line), kind: .quiz(prompt: $0.prompt))]
            } ?? []
        case .exercise:
            code.slugs.prefix(LiveMark.indexMax + 1).enumerated().map { index, slug in
                LiveBlock(id: ID(line: code.line, index: index), kind: .exercise(slug))
            }
        case .output, .plain: []
        }
    }
}

extension CodeBlock {
    /// The exercises that an ```exercise block names.
    var slugs: [String] { literal.split(whereSeparator: \.isWhitespace).map(String.init) }
}
