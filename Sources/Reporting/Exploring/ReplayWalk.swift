public import Text
import Verdicts

/// A finding on a whole screen, one step after the other, forwards and backwards: what has happened so far, the line it
/// stands at, what the variables hold and who holds which lock.
public struct ReplayWalk: Sendable {
    /// What a key asks for.
    public enum Move: Sendable, Equatable {
        case forward, back, first, last
        /// Between the steps that explain the finding and all of them.
        case all
    }

    private let report: ReplayReport
    private let files: [String: [String]]
    private var story: Story
    private var table: StepTable
    private var isWhole = false
    /// Index of the line that has just happened.
    private var position = 0

    public init(_ report: ReplayReport) {
        self.report = report
        files = report.source.lines
        story = Self.story(of: report.finding, isWhole: false)
        table = StepTable(story, of: report.finding)
    }

    /// What is waited for comes last: nothing comes of it.
    private static func story(of finding: Finding, isWhole: Bool) -> Story {
        var story = isWhole ? Story(allOf: finding) : Story(of: finding)
        story.lines += finding.waiting.map { Story.Line(step: $0, index: nil) }
        return story
    }

    public mutating func move(_ move: Move) {
        let last = max(0, story.lines.count - 1)
        switch move {
        case .forward: position = min(last, position + 1)
        case .back: position = max(0, position - 1)
        case .first: position = 0
        case .last: position = last
        case .all: toggle()
        }
    }

    /// Stays at the step, or at the one before it that is shown.
    private mutating func toggle() {
        let place = story.lines.indices.contains(position) ? story.lines[position].index : nil
        isWhole.toggle()
        story = Self.story(of: report.finding, isWhole: isWhole)
        table = StepTable(story, of: report.finding)
        position =
            place.flatMap { place in story.lines.lastIndex { $0.index.map { $0 <= place } ?? false } }
            ?? (place == nil ? max(0, story.lines.count - 1) : 0)
    }

    // MARK: The screen

    /// Exactly `height` lines or fewer, none wider than `width` cells.
    public func lines(width: Int, height: Int) -> [StyledLine] {
        let head = head(width: width)
        let foot = state(width: width) + [keys(width: width)]
        let room = height - head.count - foot.count - 2
        guard room > 0 else { return Array((head + foot).prefix(max(0, height))) }
        var lines = head + [StyledLine()]
        if width >= Self.wide {
            lines += beside(width: width, height: room)
        } else {
            let steps = steps(width: width, height: max(3, room - Self.sourceMax - 1))
            lines += steps
            let left = room - steps.count - 1
            if left >= 2 { lines += [StyledLine()] + source(width: width, height: left) }
        }
        lines += Array(repeating: StyledLine(), count: max(0, height - lines.count - foot.count))
        return Array((lines + foot).prefix(max(0, height)))
    }

    /// From so many cells on the source stands beside the steps.
    private static let wide = 100
    /// Lines of source, the file's name included.
    private static let sourceMax = 8

    private func head(width: Int) -> [StyledLine] {
        let count = StyledLine("걸음 \(story.lines.isEmpty ? 0 : position + 1)/\(story.lines.count)", .dim)
        var lines = report.headline.truncated(to: max(1, width - count.cells - 2)).with(end: count, in: width)
        lines += StyledLine(report.finding.title, .bold).wrapped(to: width).prefix(2)
        for (index, sentence) in report.sentences.enumerated() {
            let style: Style = index == 0 && report.isConfirmed ? .dim : .color(.yellow)
            lines.append(StyledLine(sentence, style).truncated(to: width))
        }
        return lines
    }

    private func keys(width: Int) -> StyledLine {
        let all = isWhole ? "a 중요한 걸음만" : "a 모든 걸음"
        return StyledLine("→ 앞으로  ← 뒤로  g 처음  G 끝  \(all)  q 나가기", .dim).truncated(to: width)
    }

    private func beside(width: Int, height: Int) -> [StyledLine] {
        let left = steps(width: width * 11 / 20, height: height)
        let edge = width * 11 / 20 + 2
        let right = source(width: width - edge, height: height)
        return (0..<max(left.count, right.count)).map { row in
            let line = row < left.count ? left[row] : StyledLine()
            guard row < right.count else { return line }
            return line.padded(to: edge) + right[row]
        }
    }

    // MARK: Steps

    private func steps(width: Int, height: Int) -> [StyledLine] {
        let marker = 2
        let all = table.table(in: max(1, width - marker)).lines(width: max(1, width - marker))
        let titles = all.count - story.lines.count
        guard titles >= 0, height > titles else { return [] }
        let rows = all.dropFirst(titles).enumerated().map { index, line in
            index == position
                ? StyledLine("▶ ", .color(.cyan)) + line.styled(.bold)
                : StyledLine("  ") + (index < position ? line : line.styled(.dim))
        }
        let heads = all.prefix(titles).map { StyledLine("  ") + $0 }
        return (heads + Self.window(rows, around: position, height: height - titles)).map {
            $0.truncated(to: width)
        }
    }

    private static func window(_ lines: [StyledLine], around place: Int, height: Int) -> [StyledLine] {
        guard lines.count > height else { return lines }
        let start = min(max(0, place - height / 2), lines.count - height)
        return Array(lines[start..<start + height])
    }

    // MARK: Source

    /// The lines around the step, with the threads that stand there.
    private func source(width: Int, height: Int) -> [StyledLine] {
        guard let place = current?.place, let text = files[place.file], !text.isEmpty, height >= 2 else {
            return []
        }
        let shown = min(height - 1, text.count)
        let start = min(max(0, place.line - 1 - shown / 2), text.count - shown)
        let marks = standing(in: place.file)
        let gutter = max(4, marks.values.map(\.cells).max() ?? 0)
        let digits = String(start + shown).count
        let lines = (start..<start + shown).map { index in
            let isCurrent = index == place.line - 1
            var line = StyledLine((marks[index + 1] ?? "").padded(to: gutter), .color(.cyan))
            line.append(" \(String(index + 1).padded(to: digits, .right)) \(isCurrent ? "▶" : "│") ", .dim)
            line.append(text[index], isCurrent ? .bold : .dim)
            return line.truncated(to: width)
        }
        return [StyledLine(place.file, .bold).truncated(to: width)] + lines
    }

    private var current: FindingStep? {
        story.lines.indices.contains(position) ? story.lines[position].step : nil
    }

    /// Which threads stand at which lines of a file.
    private func standing(in file: String) -> [Int: String] {
        var places: [String: Finding.Place] = [:]
        for step in past { places[step.thread] = step.place ?? places[step.thread] }
        if let current, let place = current.place { places[current.thread] = place }
        var marks: [Int: [String]] = [:]
        for thread in places.keys.sorted() {
            guard let place = places[thread], place.file == file else { continue }
            marks[place.line, default: []].append(thread == "main" ? "메인" : thread)
        }
        return marks.mapValues { $0.count <= 3 ? $0.joined(separator: " ") : "\($0.count)개" }
    }

    /// What has happened so far, hidden steps included. What is waited for comes after everything.
    private var past: ArraySlice<FindingStep> {
        guard story.lines.indices.contains(position) else { return [] }
        let end = story.lines[position].index.map { $0 + 1 } ?? report.finding.steps.count
        return report.finding.steps.prefix(end)
    }

    // MARK: State

    /// What the variables of the story hold now, and who holds which lock.
    private func state(width: Int) -> [StyledLine] {
        let told = Set(story.lines.compactMap(\.step.what))
        var order: [String] = []
        var values: [String: String] = [:]
        var holding = LockHolding()
        for step in past {
            holding.take(step)
            guard let what = step.what, told.contains(what), [.read, .write].contains(step.action),
                let value = step.readableValue
            else { continue }
            if values[what] == nil { order.append(what) }
            values[what] = value
        }
        var words = order.suffix(4).map { "\($0) = \(values[$0] ?? "")" }
        words += holding.held.suffix(4).map {
            "\(Particle.subject(Finding.label($0.thread))) \(Particle.object($0.lock)) 쥠"
        }
        guard !words.isEmpty else { return [] }
        return [
            (StyledLine("지금  ", .bold) + StyledLine(words.joined(separator: " · "))).truncated(to: width)
        ]
    }
}

/// Which thread holds which lock, step by step.
private struct LockHolding {
    private(set) var held: [(lock: String, thread: String)] = []
    /// What a thread that sleeps at a condition variable takes again before it goes on.
    private var given: [String: String] = [:]

    mutating func take(_ step: FindingStep) {
        switch step.action {
        case .lock where step.note != .tryFailed && step.note != .timeout:
            if let lock = step.lock { held.append((lock, step.thread)) }
        case .unlock:
            if let index = held.lastIndex(where: { $0.lock == step.lock && $0.thread == step.thread }) {
                held.remove(at: index)
            }
        case .wait:
            // The step names the condition variable; the mutex that goes with it was taken last.
            guard let index = held.lastIndex(where: { $0.thread == step.thread }) else { return }
            given[step.thread] = held.remove(at: index).lock
        case .wake:
            if let lock = given.removeValue(forKey: step.thread) { held.append((lock, step.thread)) }
        default: break
        }
    }
}
