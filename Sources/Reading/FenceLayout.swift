import Markdown
import Text

/// Turns fenced blocks into code, quizzes and exercises.
struct FenceLayout {
    private let inlines: InlineLayout
    private let marks: Marks
    private let isPiped: Bool
    private let quizzes: [Int: QuizCard]
    private let exercises: [String: String]

    init(_ options: Page.Options, marks: Marks, quizzes: [Int: QuizCard], exercises: [String: String]) {
        inlines = InlineLayout(options)
        self.marks = marks
        isPiped = options.isPiped
        self.quizzes = quizzes
        self.exercises = exercises
    }

    func lines(of code: CodeBlock, width: Int) -> [StyledLine] {
        let fence = Fence(info: code.info)
        switch fence {
        case .quiz:
            let card = quizzes[code.line].map { quiz($0, width: width - 2) }
            return framed(title: "퀴즈", card ?? raw(withoutAnswer(code.literal), width: width - 2))
        case .exercise: return exerciseCards(code.literal, width: width)
        case .run, .explore, .output, .plain:
            let label = fence.label(separator: marks.separator).map { StyledLine($0, Look.label) }
            return (label?.wrapped(to: width) ?? []) + program(code.literal, width: width)
        }
    }

    /// Code is never broken anew; only what is wider than the page goes on in the next line.
    private func program(_ literal: String, width: Int) -> [StyledLine] {
        let margin = isPiped ? StyledLine("    ") : StyledLine(marks.bar + " ", Look.frame)
        return raw(literal, width: width - margin.cells).map { (margin + $0).trimmed }
    }

    private func raw(_ literal: String, width: Int) -> [StyledLine] {
        var lines = literal.split(separator: "\n", omittingEmptySubsequences: false)
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return lines.flatMap { StyledLine(Self.expandingTabs($0)).folded(to: width) }
    }

    private func framed(title: String, _ content: [StyledLine]) -> [StyledLine] {
        let bar = StyledLine(marks.bar + " ", Look.frame)
        return ([StyledLine(title, Look.quiz)] + content).map { (bar + $0).trimmed }
    }

    private func quiz(_ card: QuizCard, width: Int) -> [StyledLine] {
        let question = text(card.question).flatMap { $0.wrapped(to: width) }
        let choices = card.choices.enumerated().flatMap { index, choice in
            let number = StyledLine("  \(index + 1). ".padded(to: "  \(card.choices.count). ".cells, .right))
            let indent = StyledLine(String(repeating: " ", count: number.cells))
            let lines = text(choice).flatMap { $0.wrapped(to: max(2, width - number.cells)) }
            return lines.enumerated().map { (($0 == 0 ? number : indent) + $1).trimmed }
        }
        return question + choices
    }

    /// The running text of a small piece of markdown, line by line.
    private func text(_ markdown: String) -> [StyledLine] {
        guard let document = try? Document(markdown: markdown), document.blocks.count == 1,
            case .paragraph(let content)? = document.blocks.first?.content
        else { return markdown.split(separator: "\n").map { StyledLine(String($0)) } }
        return inlines.lines(of: content)
    }

    /// A quiz as it stands in the file, without the keys that are for afterwards.
    private func withoutAnswer(_ literal: String) -> String {
        let hidden = ["answer:", "explain:", "misconception:"]
        var isHidden = false
        return literal.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            let isKey = line.first.map { $0.isLetter } ?? false
            if isKey { isHidden = hidden.contains { line.hasPrefix($0) } }
            return !isHidden
        }.joined(separator: "\n")
    }

    private func exerciseCards(_ literal: String, width: Int) -> [StyledLine] {
        literal.split(whereSeparator: \.isWhitespace).flatMap { exerciseCard(String($0), width: width) }
    }

    /// In one line if that fits, else the command in a line below.
    private func exerciseCard(_ slug: String, width: Int) -> [StyledLine] {
        var name = StyledLine("연습", Look.exercise) + StyledLine("  \(slug)", .bold)
        if let title = exercises[slug] { name += StyledLine("  \(title)") }
        let command = StyledLine("sil start \(slug)", Look.command)
        if name.cells + 3 + command.cells <= width { return [name + "   " + command] }
        return name.wrapped(to: width) + command.wrapped(to: width - 6).map { "      " + $0 }
    }

    /// Tabs to the next multiple of four cells.
    private static func expandingTabs(_ line: Substring) -> String {
        guard line.contains("\t") else { return String(line) }
        var result = ""
        var column = 0
        for character in line {
            let piece = character == "\t" ? String(repeating: " ", count: 4 - column % 4) : String(character)
            result += piece
            column += piece.cells
        }
        return result
    }
}
