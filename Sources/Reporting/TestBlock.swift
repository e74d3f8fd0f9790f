import Course
import Text
import Verdicts

/// One test on a card: its title, and for one that did not pass why, what the learner's code printed, and where to
/// read again.
struct TestBlock {
    private let test: TestResult
    private let exercise: Exercise
    /// Width of the column of the words for the states.
    private let wordCells: Int
    /// What exploring it found; nil where that is nothing.
    private let story: TestStory?

    init(_ test: TestResult, exercise: Exercise, wordCells: Int, story: TestStory? = nil) {
        self.test = test
        self.exercise = exercise
        self.wordCells = wordCells
        self.story = story
    }

    /// More of what a program printed would push the reason off the screen.
    private static let outputLinesMax = 10
    private static let indent = 4

    func lines(width: Int) -> [StyledLine] {
        guard test.status != .passed else {
            return ScenarioLines(test).added(to: head(width: width), width: width)
        }
        var lines = head(width: width)
        if let story { lines += story.lines(width: width) }
        for reason in reasons { lines += StyledLine(reason).wrapped(in: width, indent: Self.indent) }
        lines += outputLines(width: width)
        if let read = test.read {
            lines += StyledLine("sil read \(read)").labelled(
                "다시 읽기", cells: Card.labelCells, in: width, indent: Self.indent)
        }
        if let story { lines += story.endLines(width: width) }
        return lines
    }

    private func head(width: Int) -> [StyledLine] {
        let words = StyledLine(
            "\(test.status.sign) \(test.status.word.padded(to: wordCells))", test.status.style)
        let indent = 2
        let margin = indent + words.cells + 2
        return StyledLine(test.title).wrapped(to: max(1, width - margin)).enumerated().map { index, title in
            guard index == 0 else { return StyledLine(String(repeating: " ", count: margin)) + title }
            return StyledLine(String(repeating: " ", count: indent)) + words + StyledLine("  ") + title
        }
    }

    private var reasons: [String] {
        let message = Signal.named(in: test.message ?? "")
        let told = message.split(separator: "\n").map(String.init)
        guard let limit, !told.contains(where: { $0.contains(limit.figure) }) else { return told }
        return [limit.sentence] + told
    }

    /// The limit that the test ran into: its figure, and a sentence about it.
    private var limit: (figure: String, sentence: String)? {
        let limits = exercise.limits
        switch test.status {
        case .timedOut:
            let figure = Figures.limit(limits.seconds)
            return (figure, "제한 시간 \(figure) 안에 끝나지 않음")
        case .outOfMemory: return ("\(limits.memoryMB) MB", "메모리를 제한 \(limits.memoryMB) MB보다 많이 씀")
        case .outputLimit: return ("\(limits.outputKB) KB", "출력이 제한 \(limits.outputKB) KB를 넘음")
        case .notRun: return test.message == nil ? ("돌지", "이 시험은 돌지 않음. 통과로 치지 않음") : nil
        case .crashed: return test.message == nil && story == nil ? ("끝남", "시험을 돌리던 프로세스가 도중에 끝남") : nil
        case .passed, .failed, .deadlocked: return nil
        }
    }

    private func outputLines(width: Int) -> [StyledLine] {
        guard let output = test.output, !output.isEmpty else { return [] }
        var printed = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if printed.last?.isEmpty == true { printed.removeLast() }
        guard !printed.isEmpty else { return [] }
        let hidden = max(0, printed.count - Self.outputLinesMax)
        // What a program says before it dies comes last.
        let isEnd = test.status == .crashed
        let shown = isEnd ? printed.suffix(Self.outputLinesMax) : printed.prefix(Self.outputLinesMax)
        let margin = Self.indent + 2
        let blanks = StyledLine(String(repeating: " ", count: margin))
        let note = blanks + StyledLine("… \(isEnd ? "앞의" : "뒤의") \(hidden)줄은 줄임", .dim)
        var lines = [StyledLine(String(repeating: " ", count: Self.indent)) + StyledLine("출력", .bold)]
        if hidden > 0, isEnd { lines.append(note) }
        for line in shown { lines.append(blanks + StyledLine("│ ", .dim) + fitted(line, width - margin - 2)) }
        if hidden > 0, !isEnd { lines.append(note) }
        return lines
    }

    private func fitted(_ text: String, _ width: Int) -> StyledLine {
        StyledLine(text).truncated(to: max(1, width))
    }
}
