import Foundation
import Measuring

/// How figures of servers are written.
enum ServerWords {
    /// `31,200`, `812`, `9.5`
    static func rate(_ value: Double) -> String {
        value >= 100 ? Figures.count(Int(value.rounded())) : figure(value)
    }

    /// Three digits where there are so many to be trusted: `0.24`, `1.2`, `12`, `1,204`.
    static func figure(_ value: Double) -> String {
        switch value {
        case ..<0.995: String(format: "%.2f", value)
        case ..<99.95: String(format: "%.1f", value)
        default: Figures.count(Int(value.rounded()))
        }
    }

    static func whole(_ value: Double) -> String { Figures.count(Int(value.rounded())) }

    /// `31,200 [30,100–32,000]`; the brackets are the smallest and the largest of the rounds, left out where they are the
    /// same.
    static func spread(_ spread: Spread, _ format: (Double) -> String) -> String {
        let (low, high) = (format(spread.smallest), format(spread.largest))
        let middle = format(spread.median)
        return low == high ? middle : "\(middle) [\(low)–\(high)]"
    }

    /// The figure, or that there is none.
    static func cell(_ cell: Cell, _ format: (Double) -> String) -> String {
        switch cell {
        case .measured(let spread): self.spread(spread, format)
        case .unmeasured(let doubt): "측정 불가(\(reason(doubt)))"
        }
    }

    static func reason(_ doubt: Cell.Doubt) -> String {
        switch doubt {
        case .busy(let quiet, let rounds): "다른 일이 코어를 씀, \(rounds)번 가운데 \(quiet)번만 조용함"
        case .failed(let words): words
        }
    }

    /// `p50 0.24 · p99 1.2 ms · CPU 요청마다 31 µs · 답 받은 손님 8/32`; nil where no figure of it was measured.
    static func details(_ figures: WorkloadFigures, of load: Load) -> String? {
        var parts: [String] = []
        if let p50 = figures.p50.spread, let p99 = figures.p99.spread {
            parts.append("p50 \(spread(p50, figure)) · p99 \(spread(p99, figure)) ms")
        }
        if let cost = figures.cost.spread { parts.append("CPU 요청마다 \(spread(cost, figure)) µs") }
        if let answered = figures.answered {
            let words =
                answered.spread.map { "\(spread($0, whole))/\(load.connections)" } ?? cell(answered, whole)
            parts.append("답 받은 손님 \(words)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// `손님 8명 가운데 1명을 잃음. 새 손님은 답을 받음(5번 가운데 5번)`
    static func crash(_ crash: CrashFigures) -> String {
        guard let held = crash.held.spread, let lost = crash.lost.spread, crash.tried > 0 else {
            return cell(crash.lost, whole)
        }
        let after =
            switch crash.survived {
            case crash.tried: "새 손님은 답을 받음"
            case 0: "서버가 끝나 새 손님도 답을 못 받음"
            default: "새 손님은 \(crash.tried)번 가운데 \(crash.survived)번만 답을 받음"
            }
        return "요청 \(spread(held, whole))개 가운데 \(spread(lost, whole))개를 잃음. \(after)"
    }
}
