import Course
import Markdown
import Text

/// Turns fenced blocks into code, quizzes and exercises.
struct FenceLayout {
    private let inlines: InlineLayout
    private let marks: Marks
    private let isPiped: Bool
    private let cards: PageCards

    init(_ options: Page.Options, marks: Marks, cards: PageCards) {
        inlines = InlineLayout(options)
        self.marks = marks
        isPiped = options.isPiped
        self.cards = cards
    }

    func lines(of code: CodeBlock, width: Int) -> [StyledLine] {
        switch Fence(info: code.info) {
        case .quiz:
            let card = cards.quizzes[code.line].map { quiz($0, width: width - 2) }
            return framed(title: "퀴즈", card ?? raw(withoutAnswer(code.literal), width: width - 2))
        case .exercise: return exerciseCards(code.literal, width: width)
        case .sample(let kind): return label(kind).wrapped(to: width) + self.code(code.literal, width: width)
        case .output: return output(code, width: width)
        case .plain: return self.code(code.literal, width: width)
        }
    }

    /// Code is never broken anew; only what is wider than the page goes on in the next line.
    private func code(_ literal: String, width: Int) -> [StyledLine] {
        behindBar(width: width) { raw(literal, width: $0) }
    }

    private func behindBar(width: Int, _ content: (Int) -> [StyledLine]) -> [StyledLine] {
        let margin = isPiped ? StyledLine("    ") : StyledLine(marks.bar + " ", Look.frame)
        return content(width - margin.cells).map { (margin + $0).trimmed }
    }

    // MARK: Programs and what they do

    private func label(_ kind: Sample.Kind) -> StyledLine {
        let (use, style) = kind.use == .run ? ("실행", Look.run) : ("탐색", Look.explore)
        return StyledLine(use, style) + StyledLine(" \(marks.separator) \(kind.language.name)", Look.label)
    }

    private func output(_ code: CodeBlock, width: Int) -> [StyledLine] {
        guard let sample = cards.outputs[code.line], let output = sample.expected else {
            return StyledLine("출력", Look.label).wrapped(to: width) + self.code(code.literal, width: width)
        }
        guard sample.kind.use == .explore else { return printed(output, width: width) }
        return finding(output, width: width)
    }

    /// What a program prints. What varies is shown as three points.
    private func printed(_ output: ExpectedOutput, width: Int) -> [StyledLine] {
        let varies = output.lines.contains { $0.parts.contains { $0.isHole } }
        let label = StyledLine("출력" + (varies ? " (실행할 때마다 다른 곳은 …)" : ""), Look.label)
        let lines = output.lines.map { line in
            line.parts.reduce(into: StyledLine()) { shown, part in
                guard !part.isHole else { return shown.append("…", Look.label) }
                shown.append(Self.expandingTabs(part.text[...], from: shown.cells))
            }
        }
        return label.wrapped(to: width)
            + behindBar(width: width) { room in lines.flatMap { $0.folded(to: room) } }
    }

    /// What the explorer found: its kind, then the steps. Where it found nothing, its words say so.
    private func finding(_ output: ExpectedOutput, width: Int) -> [StyledLine] {
        let kind = output.lines.first?.text ?? ""
        let title = cards.findings[kind].map {
            StyledLine("찾은 것 \(marks.separator) ", Look.label) + StyledLine($0, .bold)
        }
        let rest = output.lines.dropFirst().drop { $0.text.isEmpty }
        return (title ?? StyledLine(kind, Look.label)).wrapped(to: width)
            + code(rest.map(\.text).joined(separator: "\n"), width: width)
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
        if let title = cards.exercises[slug] { name += StyledLine("  \(title)") }
        let command = StyledLine("sil start \(slug)", Look.command)
        if name.cells + 3 + command.cells <= width { return [name + "   " + command] }
        return name.wrapped(to: width) + command.wrapped(to: width - 6).map { "      " + $0 }
    }

    /// Tabs to the next multiple of four cells.
    ///
    /// - Parameter start: cells to the left of the text.
    private static func expandingTabs(_ line: Substring, from start: Int = 0) -> String {
        guard line.contains("\t") else { return String(line) }
        var result = ""
        var column = start
        for character in line {
            let piece = character == "\t" ? String(repeating: " ", count: 4 - column % 4) : String(character)
            result += piece
            column += piece.cells
        }
        return result
    }
}
