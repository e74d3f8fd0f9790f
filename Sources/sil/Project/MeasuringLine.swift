import Glibc
import Measuring
import Text

/// Tells on a terminal what is being measured, on one line of stderr that goes in the end.
struct MeasuringLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func showBuilding(_ model: String) { put("\(model) 컴파일하는 중") }

    /// - Parameter names: the models, by the id of their entries.
    func show(_ step: Bench.Step, of load: Load, _ names: [String: String]) {
        func place(_ round: Int) -> String { "\(round)/\(load.rounds)번째" }
        switch step {
        case .waitingForQuiet(let round): put("\(place(round)) · 다른 일이 코어를 쓰는지 보는 중")
        case .measuring(let id, let workload, let round):
            put("\(place(round)) · \(names[id] ?? id) · \(workload.target)\(workload.suffix)")
        case .crashing(let id, let round): put("\(place(round)) · \(names[id] ?? id) · /crash")
        }
    }

    func clear() { if isTerminal { try? Output.write("\r\u{1B}[K", to: STDERR_FILENO) } }

    private func put(_ text: String) {
        guard isTerminal else { return }
        // Longer than a narrow terminal would leave pieces behind.
        let line = StyledLine(" " + text).truncated(to: 58)
        try? Output.write("\r\u{1B}[K" + line.text, to: STDERR_FILENO)
    }
}

extension Workload {
    fileprivate var suffix: String {
        switch self {
        case .keepAlive: " (연결 유지)"
        case .perConnection: " (연결마다 하나)"
        case .wait, .compute: ""
        }
    }
}
