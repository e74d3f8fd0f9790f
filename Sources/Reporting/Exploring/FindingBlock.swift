import Text
import Verdicts

/// One finding as a person reads it: what went wrong, in which order, at which lines.
struct FindingBlock {
    let finding: Finding
    /// The learner's lines by file name.
    let files: [String: [String]]

    private static let indent = 2

    func lines(width: Int) -> [StyledLine] {
        var lines = title(width: width)
        if let message = finding.message {
            lines += StyledLine(message).wrapped(in: width, indent: Self.indent + 2)
        }
        func add(_ part: [StyledLine]) {
            guard !part.isEmpty else { return }
            lines.append(StyledLine())
            lines += part
        }
        add(WaitingList(finding: finding).lines(width: width))
        let story = Story(of: finding)
        add(StepTable(story, of: finding).lines(width: width))
        add(
            SourceExcerpt(story.lines.map(\.step) + finding.waiting, files: files).lines(width: width))
        if let handle = finding.handle {
            add(
                StyledLine("sil replay \(handle)  (\(Figures.count(finding.schedule))번째 실행 순서)").labelled(
                    "되짚기", cells: Card.labelCells, in: width, indent: Self.indent + 2))
        }
        return lines
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
