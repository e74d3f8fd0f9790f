import Text
import Verdicts

/// One finding as a person reads it: what went wrong, in which order, at which lines.
struct FindingBlock {
    let finding: Finding
    /// The learner's lines by file name.
    let files: [String: [String]]
    /// What the test says of it, if it is one's.
    var told: String?

    private static let indent = 2

    func lines(width: Int) -> [StyledLine] {
        var lines = title(width: width)
        if let message = finding.message {
            lines += StyledLine(message).wrapped(in: width, indent: Self.indent + 2)
        }
        if let reason { lines += StyledLine(reason).wrapped(in: width, indent: Self.indent + 2) }
        lines += story(width: width)
        let printed = PrintedLines(text: printed, showsEnd: true, indent: Self.indent + 2).lines(width: width)
        if !printed.isEmpty { lines += [StyledLine()] + printed }
        if let handle = finding.handle {
            lines.append(StyledLine())
            let number = "\(Figures.count(finding.schedule))번째 실행 순서"
            let found = [number, interruptions].compactMap { $0 }
            lines += StyledLine("sil replay \(handle)  (\(found.joined(separator: ", ")))")
                .labelled(
                    "되짚기", cells: Card.labelCells, in: width, indent: Self.indent + 2)
        }
        return lines
    }

    /// Why the search cannot go on where a call waits for something from outside.
    private var reason: String? {
        let limits = ["runs", "threads", "objects", "memory"]
        guard finding.kind == .uncontrolled, let call = finding.call, !limits.contains(call) else {
            return nil
        }
        return "이 호출이 언제 끝나는지는 탐색기가 정하지 못하므로, 여기서부터는 순서를 골라 볼 수 없음."
    }

    /// `앞지름 1번(최소)`; nil where nobody tried to have fewer, and of a race, whose story ends before its schedule.
    private var interruptions: String? {
        guard ![.dataRace, .uncontrolled].contains(finding.kind), let isMinimum = finding.isMinimum else {
            return nil
        }
        guard finding.preemptions > 0 else { return "앞지름 없음" }
        // A wakeup that nobody caused counts as well: then another schedule may have fewer preemptions and more of those.
        let isPure = !finding.steps.contains { $0.note == .spurious || $0.note == .timeout }
        if isMinimum { return "앞지름 \(finding.preemptions)번" + (isPure ? "(최소)" : "") }
        return "앞지름 ≤ \(finding.preemptions)번"
    }

    /// What the program wrote in this schedule, without what is said above.
    private var printed: String {
        // A race ends nothing: what is printed has nothing to do with it.
        guard finding.kind != .dataRace else { return "" }
        let lines = (finding.output ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { line in finding.message.map { !line.contains($0) } ?? true }
            .joined(separator: "\n")
    }

    /// Who waits for whom, the steps, and the lines they stand at, each behind an empty line.
    func story(width: Int) -> [StyledLine] {
        var story = Story(of: finding)
        let expectation = Expectation(of: finding, told: told, in: story, files: files)
        if expectation != nil { story.keepWhatDecides(in: finding) }
        let parts = [
            WaitingList(finding: finding).lines(width: width),
            StepTable(story, of: finding, expectation: expectation).lines(width: width),
            SourceExcerpt(story.lines.map(\.step) + finding.waiting, files: files).lines(width: width),
        ]
        return parts.filter { !$0.isEmpty }.flatMap { [StyledLine()] + $0 }
    }

    private func title(width: Int) -> [StyledLine] {
        let margin = StyledLine(String(repeating: " ", count: Self.indent))
        let style = finding.kind == .uncontrolled ? Style.color(.yellow) : .color(.red)
        return StyledLine(finding.title, .bold).wrapped(to: max(1, width - Self.indent - 2)).enumerated().map
        {
            index, line in
            margin + (index == 0 ? StyledLine("✗ ", style) : StyledLine("  ")) + line
        }
    }
}
