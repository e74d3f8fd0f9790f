import Course
import Markdown
import Text

/// Turns fenced blocks into code, quizzes and exercises.
struct FenceLayout {
    let inlines: InlineLayout
    private let marks: Marks
    private let isPiped: Bool
    private let isSpoken: Bool
    private let hasColor: Bool
    let cards: PageCards
    /// What has come of the live blocks; nil where nothing can be done on the page.
    let answers: [LiveBlock.ID: LiveAnswer]?

    init(
        _ options: Page.Options, marks: Marks, inlines: InlineLayout, cards: PageCards,
        answers: [LiveBlock.ID: LiveAnswer]?
    ) {
        self.answers = answers
        self.inlines = inlines
        self.marks = marks
        isPiped = options.isPiped
        isSpoken = options.isSpoken
        hasColor = options.colors == .color && !options.isSpoken
        self.cards = cards
    }

    func lines(of code: CodeBlock, width: Int) -> [StyledLine] {
        answers == nil ? ownLines(of: code, width: width) : liveLines(of: code, width: width)
    }

    /// The block without anything that came of it; of a quiz with its answer, which stands inside its frame.
    func ownLines(of code: CodeBlock, width: Int) -> [StyledLine] {
        switch Fence(info: code.info) {
        case .quiz:
            return framed(title: "퀴즈", width: width) { room in
                let card = cards.quizzes[code.line].map {
                    quiz($0, width: room) + answer(to: code, width: room)
                }
                return card ?? raw(withoutAnswer(code.literal), width: room)
            }
        case .exercise: return exerciseCards(code, width: width)
        case .sample(let kind):
            let lines = behindBar(width: width) { raw(code.literal, in: code.language, width: $0) }
            return labelled(label(kind), lines, end: "코드 끝", width: width)
        case .output: return output(code, width: width)
        case .plain:
            let lines = behindBar(width: width) { raw(code.literal, in: code.language, width: $0) }
            guard isSpoken else { return lines }
            let name = code.language.map { " (\($0.name))" } ?? ""
            return labelled(StyledLine("코드" + name), lines, end: "코드 끝", width: width)
        }
    }

    /// What a listener hears has a beginning and an end; an eye sees both.
    private func labelled(
        _ label: StyledLine, _ lines: [StyledLine], end: String, width: Int
    ) -> [StyledLine] {
        inlines.wrapped(label, to: width) + lines + (isSpoken ? [StyledLine(end)] : [])
    }

    /// Code is never broken anew; only what is wider than the page goes on in the next line.
    func behindBar(width: Int, _ content: (Int) -> [StyledLine]) -> [StyledLine] {
        let margin = isPiped || isSpoken ? StyledLine("    ") : StyledLine(marks.bar + " ", Look.frame)
        return content(width - margin.cells).map { (margin + $0).trimmed }
    }

    // MARK: Programs and what they do

    private func label(_ kind: Sample.Kind) -> StyledLine {
        let (use, style) = kind.use == .run ? ("실행", Look.run) : ("탐색", Look.explore)
        guard !isSpoken else { return StyledLine("코드 (\(kind.language.name), \(use)할 수 있음)") }
        return StyledLine(use, style) + StyledLine(" \(marks.separator) \(kind.language.name)", Look.label)
    }

    private func output(_ code: CodeBlock, width: Int) -> [StyledLine] {
        guard let sample = cards.outputs[code.line], let output = sample.expected else {
            let lines = behindBar(width: width) { raw(code.literal, width: $0) }
            return labelled(StyledLine("출력", Look.label), lines, end: "출력 끝", width: width)
        }
        guard sample.kind.use == .explore else { return printed(output, of: sample, width: width) }
        return finding(output, of: sample, width: width)
    }

    /// What a program prints. What varies is shown as three points.
    private func printed(_ output: ExpectedOutput, of sample: Sample, width: Int) -> [StyledLine] {
        let varies = output.lines.contains { $0.parts.contains { $0.isHole } }
        let label = StyledLine(outputName(of: sample) + (varies ? " (실행할 때마다 다른 곳은 …)" : ""), Look.label)
        let lines = output.lines.map { line in
            line.parts.reduce(into: StyledLine()) { shown, part in
                guard !part.isHole else { return shown.append("…", Look.label) }
                shown.append(Self.expandingTabs(part.text[...], from: shown.cells))
            }
        }
        return labelled(
            label, behindBar(width: width) { room in lines.flatMap { $0.folded(to: room) } },
            end: "출력 끝", width: width)
    }

    /// What the explorer found: its kind, then the steps. Where it found nothing, its words say so.
    private func finding(_ output: ExpectedOutput, of sample: Sample, width: Int) -> [StyledLine] {
        let kind = output.lines.first?.text ?? ""
        let title = cards.findings[kind].map {
            StyledLine("\(findingName(of: sample)) \(marks.separator) ", Look.label) + StyledLine($0, .bold)
        }
        let rest = output.lines.dropFirst().drop { $0.text.isEmpty }
        return labelled(
            title ?? StyledLine(kind, Look.label),
            behindBar(width: width) { raw(rest.map(\.text).joined(separator: "\n"), width: $0) },
            end: "찾은 것 끝", width: width)
    }

    private func raw(
        _ literal: String, in language: CodeLanguage? = nil, width: Int
    ) -> [StyledLine] {
        var lines = literal.split(separator: "\n", omittingEmptySubsequences: false)
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        guard !lines.isEmpty else { return [] }
        let code = lines.map { Self.expandingTabs($0) }.joined(separator: "\n")
        return StyledCode.lines(of: code, in: hasColor ? language : nil).flatMap { $0.folded(to: width) }
    }

    private func framed(
        title: String, width: Int, _ content: (Int) -> [StyledLine]
    ) -> [StyledLine] {
        guard !isSpoken else {
            let (begin, end) = (StyledLine(title), StyledLine(title + " 끝"))
            return inlines.wrapped(begin, to: width) + content(width) + inlines.wrapped(end, to: width)
        }
        let bar = StyledLine(marks.bar + " ", Look.frame)
        return ([StyledLine(title, Look.quiz)] + content(width - bar.cells)).map { (bar + $0).trimmed }
    }

    private func quiz(_ card: QuizCard, width: Int) -> [StyledLine] {
        let question = text(card.question).flatMap { inlines.wrapped($0, to: width) }
        let choices = card.choices.enumerated().flatMap { index, choice in
            let number = StyledLine("  \(index + 1). ".padded(to: "  \(card.choices.count). ".cells, .right))
            let indent = StyledLine(String(repeating: " ", count: number.cells))
            let lines = text(choice).flatMap { inlines.wrapped($0, to: max(2, width - number.cells)) }
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

    private func exerciseCards(_ code: CodeBlock, width: Int) -> [StyledLine] {
        code.slugs.flatMap { exerciseCard($0, width: width) }
    }

    /// In one line if that fits, else the command in a line below.
    func exerciseCard(_ slug: String, showsCommand: Bool = true, width: Int) -> [StyledLine] {
        var name = StyledLine("연습", Look.exercise) + StyledLine("  \(slug)", .bold)
        if let title = cards.exercises[slug] { name += StyledLine("  \(title)") }
        guard showsCommand else { return name.wrapped(to: width) }
        let command = StyledLine("sil start \(slug)", Look.command)
        if name.cells + 3 + command.cells <= width { return [name + "   " + command] }
        return name.wrapped(to: width) + command.wrapped(to: width - 6).map { "      " + $0 }
    }

    /// Tabs to the next multiple of four cells.
    ///
    /// - Parameter start: cells to the left of the text.
    static func expandingTabs(_ line: Substring, from start: Int = 0) -> String {
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

extension CodeBlock {
    /// In which its code is coloured; nil for other languages and for none.
    var language: CodeLanguage? { CodeLanguage(info: info) }
}
