import Course
import Terminal
import Text

/// What is drawn over the laid-out page: which block keys go to, what is under way, and what is being typed.
extension Reader {
    var pointer: String { options.ascii ? ">" : "▶" }

    /// The line with what its live block needs said now.
    func withKeys(_ line: StyledLine, _ index: Int) -> StyledLine {
        guard let mark = lines[index].live else { return line }
        if mark.part == .prompt, case .answering(mark.block, let field, _) = focus {
            return typed(field, line, of: mark.block)
        }
        guard let placed = placed.first(where: { $0.head == index }) else { return line }
        let words = words(on: placed)
        guard let full = words.first else { return line }
        let room = textWidth - line.cells - 2
        let fitting = words.first { $0.cells <= room } ?? full
        return (line + "  " + StyledLine(fitting, .bold)).truncated(to: textWidth)
    }

    /// What stands beside a block's name, the fullest first; nothing for one that nobody has chosen.
    private func words(on placed: PlacedBlock) -> [String] {
        if let running, running.chapter == chapter.name, running.block == placed.block.id {
            let time = "\(running.words) \(running.milliseconds / 1_000)초"
            return ["\(pointer) \(time)  Esc 그만두기", "\(pointer) \(time)"]
        }
        guard focused?.block.id == placed.block.id else { return [] }
        if isAnswering { return ["\(pointer) 답하는 중"] }
        let keys = keys(of: placed.block)
        return [keys.joined(separator: "  "), keys[0]].map { "\(pointer) \($0)" }
    }

    private func keys(of block: LiveBlock) -> [String] {
        let answer = answers[chapter.name]?[block.id]
        switch block.kind {
        case .sample(let sample):
            let verb = sample.kind.use == .run ? "실행" : "탐색"
            var keys = ["x \(answer?.nextVerb ?? verb)"]
            if sample.kind.use == .run, sample.startsThreads { keys.append("e 탐색") }
            if let answer, answer.replacesOutput {
                keys.append(answer.showsRecorded ? "o 방금 나온 출력" : "o 책의 출력")
            }
            return keys
        case .quiz: return ["x \(answer?.nextVerb ?? "답하기")"]
        case .exercise: return ["x \(answer?.nextVerb ?? "시작")"]
        }
    }

    /// Whether letters are an answer and no commands.
    var isAnswering: Bool { if case .answering = focus { true } else { false } }

    /// For the last row; nil where keys go to no block.
    var liveKeys: [String]? {
        guard isPageShown, focus == .page, let focused else { return nil }
        return keys(of: focused.block)
    }

    /// For the last row; nil where nothing is under way.
    var runningWords: String? {
        running.map { "\($0.words) \($0.milliseconds / 1_000)초, Esc 그만두기" }
    }

    // MARK: What is typed

    /// What stands before the text on its line: the frame and what is asked for.
    private func prompt(_ line: StyledLine, of block: LiveBlock.ID) -> StyledLine {
        var before = StyledLine()
        let mark = LiveMark(block, .prompt).number
        for run in line.runs.prefix(while: { $0.style.mark != mark }) {
            before += StyledLine(run.text, run.style)
        }
        guard case .quiz(let words) = chapter.blocks.first(where: { $0.id == block })?.kind else {
            return before
        }
        return before + StyledLine("\(words): ", .bold)
    }

    /// Of a text that is longer than its line, the end.
    private func typed(_ field: TextField, _ line: StyledLine, of block: LiveBlock.ID) -> StyledLine {
        let prompt = prompt(line, of: block).truncated(to: max(1, textWidth - 8))
        let room = max(1, textWidth - prompt.cells - 1)
        var text = field.text[...]
        while String(text).cells > room { text = text.dropFirst() }
        return prompt + StyledLine(String(text))
    }

    func cursor(behind field: TextField, of block: LiveBlock.ID) -> Picture.Position? {
        let mark = LiveMark(block, .prompt)
        guard let index = visible.first(where: { lines[$0].live == mark }) else { return nil }
        return Picture.Position(
            row: index - top, column: typed(field, lines[index].content, of: block).cells)
    }
}
