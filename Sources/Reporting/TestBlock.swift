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

    private static let indent = 4

    func lines(width: Int) -> [StyledLine] {
        guard test.status != .passed else {
            let told = ScenarioLines(test).added(to: head(width: width), width: width)
            // What was measured is what such an exercise is done for.
            return exercise.kind == .performance ? told + outputLines(width: width) : told
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
        var told = message.split(separator: "\n").map(String.init)
        if let orders = story?.orders {
            let isBeside = told.last?.contains("기대 ") == true
            let words = isBeside ? "\(told.removeLast()) · \(orders)" : orders
            told.append(words)
        }
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
        PrintedLines(text: test.output ?? "", showsEnd: test.status == .crashed, indent: Self.indent)
            .lines(width: width)
    }
}
