import Text
import Verdicts

/// Who holds what and who waits for what, at which line: a circle that can be pointed at.
struct WaitingList {
    let finding: Finding

    private static let indent = 4
    /// More threads mostly wait for the same thing.
    private static let shownMax = 8

    func lines(width: Int) -> [StyledLine] {
        let waiting = ordered
        let cells = waiting.prefix(Self.shownMax).map { Finding.label($0.thread).cells }.max() ?? 0
        var lines = waiting.prefix(Self.shownMax).flatMap { step in
            words(for: step).labelled(
                Finding.label(step.thread), cells: cells, in: width, indent: Self.indent)
        }
        let hidden = waiting.count - Self.shownMax
        if hidden > 0 {
            lines += StyledLine("그 밖에 기다리는 스레드 \(hidden)개", .dim).wrapped(in: width, indent: Self.indent)
        }
        return lines
    }

    /// Those of the circle first, in its order.
    private var ordered: [FindingStep] {
        let circle = finding.circle
        let inside = circle.compactMap { thread in finding.waiting.first { $0.thread == thread } }
        return inside + finding.waiting.filter { !circle.contains($0.thread) }
    }

    private func words(for step: FindingStep) -> StyledLine {
        var line = StyledLine()
        var file: String?
        /// A file is named once.
        func shown(_ place: Finding.Place?) -> String {
            guard let place else { return "" }
            defer { file = place.file }
            return place.file == file ? " (:\(place.line))" : " (\(place.file):\(place.line))"
        }
        for (name, place) in held(by: step.thread) {
            line.append("\(Particle.object(name)) 쥠\(shown(place)) ")
        }
        if !line.isEmpty { line.append("─ ") }
        switch step.action {
        case .join:
            line.append(step.what.map { "\(Particle.subject(Finding.label($0))) 끝나기를 기다림" } ?? "끝나기를 기다림")
        case .wait where step.lock == nil:
            line.append("\(Particle.subject(step.what ?? "값")) 바뀌기를 기다림")
        case .wait: line.append("\(step.what ?? "조건 변수")에서 깨워 주기를 기다림")
        default:
            line.append("기다림 ▶ ", .color(.red))
            line.append(step.what ?? "락")
        }
        line.append(shown(step.place))
        let gone = step.heldBy.filter { holder in !finding.waiting.contains { $0.thread == holder } }
        if step.action == .lock, !gone.isEmpty {
            line.append(" · \(Particle.subject(Finding.list(gone))) 쥔 채로 끝남")
        }
        return line
    }

    /// What a thread holds of that for which somebody waits, with the lines where it took it.
    private func held(by thread: String) -> [(name: String, place: Finding.Place?)] {
        let wanted = Set(finding.waiting.compactMap(\.lock))
        var held: [(name: String, place: Finding.Place?)] = []
        // Who sleeps at a condition variable has let go of the lock taken last.
        var asleep: (name: String, place: Finding.Place?)?
        for step in finding.steps where step.thread == thread {
            if step.action == .wait { asleep = held.popLast() }
            if step.action == .wake, let lock = asleep {
                held.append(lock)
                asleep = nil
            }
            guard let lock = step.lock else { continue }
            switch step.action {
            case .lock where step.note != .tryFailed && step.note != .timeout:
                held.append((name: lock, place: step.place))
            case .unlock: if let index = held.lastIndex(where: { $0.name == lock }) { held.remove(at: index) }
            default: break
            }
        }
        return held.filter { wanted.contains($0.name) }
    }
}
