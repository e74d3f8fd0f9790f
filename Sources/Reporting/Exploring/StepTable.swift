import Text
import Verdicts

/// The steps of a story with a column for each thread, so that one sees them come between each other. Many threads, or
/// little room, make it a list with a thread's name on each line.
struct StepTable {
    let story: Story
    /// Columns, in order.
    let threads: [String]
    /// Whether places need the name of a file.
    let hasSeveralFiles: Bool
    /// What the variable should hold in the end.
    let expectation: Expectation?

    static let indent = 4
    private static let columnsMax = 3

    /// Whether the value of what all is about can be followed from step to step.
    private var hasValues: Bool {
        story.subject != nil && story.lines.contains { $0.step.readableValue != nil }
    }

    init(_ story: Story, of finding: Finding, expectation: Expectation? = nil) {
        self.story = story
        self.expectation = expectation
        threads = story.threads(in: finding.threads)
        hasSeveralFiles = Set(story.lines.compactMap(\.step.place?.file)).count > 1
    }

    func lines(width: Int) -> [StyledLine] {
        guard !story.lines.isEmpty else { return [] }
        let room = max(1, width - Self.indent)
        let margin = StyledLine(String(repeating: " ", count: Self.indent))
        let lines = table(in: room).lines(width: room).map { margin + $0 }
        guard story.hidden > 0 else { return lines }
        return lines
            + StyledLine("이 밖의 걸음 \(Figures.count(story.hidden))개는 줄임 (--json에는 모두 있음)", .dim).wrapped(
                in: width, indent: Self.indent)
    }

    /// One row a line of the story, in columns or, where they do not fit into `room` cells, as a list.
    func table(in room: Int) -> Table {
        let candidates = [columns(hasPlaces: true), columns(hasPlaces: false)]
        return candidates.first { threads.count <= Self.columnsMax && Self.width(of: $0) <= room } ?? list
    }

    // MARK: A column a thread

    private func columns(hasPlaces: Bool) -> Table {
        var rows: [[StyledLine]] = []
        var value: String?
        for (index, line) in story.lines.enumerated() {
            var row = [StyledLine("\(index + 1)", .dim)]
            row += threads.map { thread in
                thread == line.step.thread ? cell(line, hasPlace: hasPlaces) : StyledLine()
            }
            if line.step.what == story.subject, let seen = line.step.readableValue { value = seen }
            if hasValues { row.append(StyledLine(value ?? "", .dim)) }
            if hasValues, let expectation, index == story.lines.count - 1 {
                row.append(StyledLine(expectation.words, .color(.red)))
            }
            rows.append(row)
        }
        let heads = threads.map { Table.Column(StyledLine(Finding.label($0), .bold)) }
        let last = hasValues ? [Table.Column(StyledLine(story.subject ?? "", .bold), .right)] : []
        let expected = hasValues && expectation != nil ? [Table.Column()] : []
        return Table(columns: [Table.Column("", .right)] + heads + last + expected, rows: rows, gap: 2)
    }

    private func cell(_ line: Story.Line, hasPlace: Bool) -> StyledLine {
        let told = line.index == nil ? line.step.waitingWords : line.step.words(subject: story.subject)
        var words = StyledLine(told, style(of: line.step))
        if line.count > 1 { words.append(" ×\(line.count)", .dim) }
        if hasPlace, let place = line.step.place { words.append("  \(shown(place))", .dim) }
        return words
    }

    private func style(of step: FindingStep) -> Style {
        step.action == .fail ? .color(.red) : step.isWrite ? .color(.yellow) : .plain
    }

    private func shown(_ place: Finding.Place) -> String {
        hasSeveralFiles ? "\(place.file):\(place.line)" : ":\(place.line)"
    }

    private static func width(of table: Table) -> Int {
        let cells = table.columns.indices.map { index in
            table.rows.reduce(table.columns[index].title.cells) { widest, row in
                max(widest, index < row.count ? row[index].cells : 0)
            }
        }
        return cells.reduce(0, +) + table.gap * max(0, cells.count - 1)
    }

    // MARK: A line a step

    private var list: Table {
        let rows = story.lines.enumerated().map { index, line in
            [
                StyledLine("\(index + 1)", .dim), StyledLine(Finding.label(line.step.thread), .bold),
                cell(line, hasPlace: false),
                StyledLine(line.step.place.map(shown) ?? "", .dim),
            ]
        }
        return Table(
            columns: [
                Table.Column("", .right), Table.Column(), Table.Column("", canShrink: true), Table.Column(),
            ], rows: rows, gap: 2)
    }
}
