import Text
import Verdicts

/// What exploring a test found, on its card: one story in full, the others by their names.
struct TestStory {
    /// The most telling first.
    let findings: [Finding]
    let test: TestResult
    /// The learner's lines by file name.
    let files: [String: [String]]
    /// What the card has told already.
    let told: [Finding]

    private static let indent = 4
    /// More of them are the same trouble.
    private static let othersMax = 3

    func lines(width: Int) -> [StyledLine] {
        guard let first = findings.first else { return [] }
        var lines: [StyledLine] = []
        if test.scenarios.count > 1, let scenario = first.scenario?.title {
            lines += StyledLine(scenario).labelled(
                "시나리오", cells: Card.labelCells, in: width, indent: Self.indent)
        }
        lines += StyledLine(first.title, .bold).wrapped(in: width, indent: Self.indent)
        if let message = first.message {
            lines += StyledLine(message).wrapped(in: width, indent: Self.indent)
        }
        guard !told.contains(where: { Self.isSame($0, first) }) else {
            return lines + StyledLine("위에서 보인 것과 같음", .dim).wrapped(in: width, indent: Self.indent)
        }
        return lines + FindingBlock(finding: first, files: files, told: test.message).story(width: width) + [
            StyledLine()
        ]
    }

    /// In how many orders it comes about, where that is known.
    var orders: String? {
        findings.first?.orders.map { orders in
            orders.all == orders.shown
                ? "가능한 순서 \(Figures.count(orders.all))개 모두에서 일어남"
                : "가능한 순서 \(Figures.count(orders.all))개 가운데 \(Figures.count(orders.shown))개에서 일어남"
        }
    }

    /// What to type to see it step by step, and what else there is.
    func endLines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        if let handle = findings.first?.handle {
            lines += StyledLine("sil replay \(handle)").labelled(
                "되짚기", cells: Card.labelCells, in: width, indent: Self.indent)
        }
        let others = self.others
        for (index, other) in others.prefix(Self.othersMax).enumerated() {
            var words = StyledLine(other.words)
            if let handle = other.finding.handle { words.append("  sil replay \(handle)") }
            lines += words.labelled(
                index == 0 ? "그 밖에" : "", cells: Card.labelCells, in: width, indent: Self.indent)
        }
        if others.count > Self.othersMax {
            lines += StyledLine("… \(others.count - Self.othersMax)가지 더 (--json에는 모두 있음)").labelled(
                "", cells: Card.labelCells, in: width, indent: Self.indent)
        }
        return lines
    }

    /// What there is beside the story that is told: each kind at each place once, however many pairs of accesses meet there.
    private var others: [(words: String, finding: Finding)] {
        var seen: Set<String> = []
        return findings.enumerated().compactMap { index, finding in
            let words = finding.word + Self.place(of: finding)
            return seen.insert(words).inserted && index > 0 ? (words, finding) : nil
        }
    }

    /// ` (HitCounter.swift:6)`
    private static func place(of finding: Finding) -> String {
        let steps = finding.race.map { race in
            race.filter(finding.steps.indices.contains).map { finding.steps[$0] }
        }
        let place = (steps ?? finding.waiting + finding.steps.suffix(1)).compactMap(\.place).first
        return place.map { " (\($0.file):\($0.line))" } ?? ""
    }

    /// Whether a person would call it the same story.
    private static func isSame(_ one: Finding, _ other: Finding) -> Bool {
        func places(_ finding: Finding) -> Set<Finding.Place> {
            Set((Story(of: finding).lines.map(\.step) + finding.waiting).compactMap(\.place))
        }
        return one.title == other.title && places(one) == places(other)
    }
}
