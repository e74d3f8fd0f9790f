import Text
import Verdicts

/// The steps of a finding as lanes, one a thread, time going down: who ran when, and where one came between.
struct ThreadTimeline {
    private let story: Story
    private let threads: [String]
    /// Steps in their order; those that never come to pass at the end.
    private let rows: [(line: Story.Line, words: String)]
    /// The value of what all is about, behind each row; none where it cannot be followed.
    private let values: [String?]
    private let racing: Set<Int>

    // Pixels.
    private static let rowHeight = 30
    private static let headHeight = 34
    private static let numberWidth = 24
    private static let dotInset = 10
    private static let textInset = 22
    /// Of a cell in the page's monospaced font: Hangul has two.
    private static let cell = 8.0

    init(_ finding: Finding) {
        var story = Story(of: finding)
        story.lines += finding.waiting.map { Story.Line(step: $0) }
        let subject = story.subject
        self.story = story
        threads = story.threads(in: finding.threads)
        racing = Set(finding.race ?? [])
        rows = story.lines.map { line in
            let words = line.index == nil ? line.step.waitingWords : line.step.words(subject: subject)
            return (line, words + (line.count > 1 ? " ×\(line.count)" : ""))
        }
        var value: String?
        let values = story.lines.map { line -> String? in
            if line.step.what == subject, let seen = line.step.readableValue { value = seen }
            return value
        }
        let isFollowed = subject != nil && values.contains { $0 != nil }
        self.values = isFollowed ? values : story.lines.map { _ in nil }
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Steps that are not shown.
    var hidden: Int { story.hidden }

    // MARK: In words

    /// The same for who hears it, or has a narrow screen.
    var steps: HTML {
        .tag(
            "ol", ["class": "steps"],
            rows.map { row in
                let place = row.line.step.place.map { " (\($0.file):\($0.line))" } ?? ""
                return .tag(
                    "li", [:], .tag("strong", [:], HTML(Finding.label(row.line.step.thread))),
                    HTML(" \(row.words)\(place)"))
            })
    }

    // MARK: Drawn

    /// - Parameter title: what is said in its place.
    func drawing(title: String) -> HTML {
        let widths = laneWidths
        let lefts = widths.indices.map { widths[..<$0].reduce(Self.numberWidth, +) }
        let valueWidth = hasValues ? Self.width(of: [story.subject ?? ""] + values.compactMap { $0 }) + 16 : 0
        let width = widths.reduce(Self.numberWidth, +) + valueWidth
        let height = Self.headHeight + rows.count * Self.rowHeight + 6
        let lanes = Dictionary(
            zip(threads, lefts).map { ($0, $1 + Self.dotInset) }, uniquingKeysWith: { first, _ in first })
        return .tag(
            "svg",
            [
                "class": "timeline mono", "width": "\(width)", "height": "\(height)",
                "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": title,
            ],
            heads(lefts, valueAt: width) + lines(lanes) + switches(lanes) + dots(lanes)
                + texts(lanes, valueAt: width))
    }

    private var hasValues: Bool { values.contains { $0 != nil } }

    private var laneWidths: [Int] {
        threads.map { thread in
            let words = rows.filter { $0.line.step.thread == thread }.map(\.words)
            return Self.textInset + Self.width(of: words + [Finding.label(thread)]) + 8
        }
    }

    private static func width(of texts: [String]) -> Int {
        Int((Double(texts.map(\.cells).max() ?? 0) * cell).rounded(.up))
    }

    private static func middle(_ row: Int) -> Int { headHeight + row * rowHeight + rowHeight / 2 }

    private func heads(_ lefts: [Int], valueAt width: Int) -> [HTML] {
        let names = zip(threads, lefts).map { thread, left in
            HTML.tag("text", ["class": "head", "x": "\(left)", "y": "18"], HTML(Finding.label(thread)))
        }
        guard hasValues else { return names }
        return names + [
            .tag(
                "text", ["class": "head", "x": "\(width - 4)", "y": "18", "text-anchor": "end"],
                HTML(story.subject ?? ""))
        ]
    }

    /// A thin line for a thread from its first step to its last, a thick one for as long as it runs without another.
    private func lines(_ lanes: [String: Int]) -> [HTML] {
        threads.flatMap { thread -> [HTML] in
            let own = rows.indices.filter { rows[$0].line.step.thread == thread }
            guard let x = lanes[thread], let first = own.first, let last = own.last else { return [] }
            let lane = Self.line("lane", x, Self.middle(first), x, Self.middle(last))
            let runs = own.filter { own.contains($0 + 1) }.map {
                Self.line("run", x, Self.middle($0), x, Self.middle($0 + 1))
            }
            return [lane] + runs
        }
    }

    private static func line(_ name: String, _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) -> HTML {
        .tag("line", ["class": name, "x1": "\(x1)", "y1": "\(y1)", "x2": "\(x2)", "y2": "\(y2)"])
    }

    /// From a thread to the next that runs, between the rows, where no words are.
    private func switches(_ lanes: [String: Int]) -> [HTML] {
        rows.indices.dropLast().compactMap { row in
            let (from, to) = (rows[row].line.step.thread, rows[row + 1].line.step.thread)
            guard from != to, rows[row + 1].line.index != nil, let start = lanes[from], let end = lanes[to]
            else { return nil }
            let (top, bottom) = (Self.middle(row) + 5, Self.middle(row + 1) - 5)
            let between = Self.middle(row) + Self.rowHeight / 2
            return .tag(
                "path", ["class": "switch", "d": "M\(start) \(top)V\(between)H\(end)V\(bottom)"])
        }
    }

    /// Full for what changes something, hollow for what does not, a square where it goes wrong or goes no further.
    private func dots(_ lanes: [String: Int]) -> [HTML] {
        rows.enumerated().flatMap { row, entry -> [HTML] in
            let step = entry.line.step
            guard let x = lanes[step.thread] else { return [] }
            let y = Self.middle(row)
            guard let index = entry.line.index, step.action != .fail else {
                return [
                    .tag(
                        "rect",
                        [
                            "class": "stop", "x": "\(x - 5)", "y": "\(y - 5)", "width": "10", "height": "10",
                        ])
                ]
            }
            let isQuiet = [.read, .start, .end, .join].contains(step.action)
            let name = isQuiet ? "read" : "write"
            let dot = HTML.tag("circle", ["class": name, "cx": "\(x)", "cy": "\(y)", "r": "4.5"])
            guard racing.contains(index) else { return [dot] }
            return [dot, .tag("circle", ["class": "race", "cx": "\(x)", "cy": "\(y)", "r": "9"])]
        }
    }

    private func texts(_ lanes: [String: Int], valueAt width: Int) -> [HTML] {
        rows.enumerated().flatMap { row, entry -> [HTML] in
            let y = "\(Self.middle(row) + 4)"
            let isBad = entry.line.step.action == .fail || entry.line.index == nil
            var texts = [
                HTML.tag(
                    "text", ["class": "muted", "x": "\(Self.numberWidth - 8)", "y": y, "text-anchor": "end"],
                    HTML("\(row + 1)"))
            ]
            if let x = lanes[entry.line.step.thread] {
                texts.append(
                    .tag(
                        "text",
                        [
                            "class": isBad ? "bad" : nil, "x": "\(x + Self.textInset - Self.dotInset)",
                            "y": y,
                        ], HTML(entry.words)))
            }
            if let value = values[row] {
                texts.append(
                    .tag(
                        "text", ["class": "muted", "x": "\(width - 4)", "y": y, "text-anchor": "end"],
                        HTML(value)))
            }
            return texts
        }
    }
}
