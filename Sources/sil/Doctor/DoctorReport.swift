import Reporting
import Text

/// `sil doctor`: each thing looked at, and what to do about it.
struct DoctorReport: Screen {
    var version: String
    var checks: [Check]

    var json: JSON {
        ["schema": 1, "version": .string(version), "checks": .array(checks.map(\.json))]
    }

    func lines(width: Int) -> [StyledLine] { checks.flatMap { lines(for: $0, width: width) } }

    private func lines(for check: Check, width: Int) -> [StyledLine] {
        let (word, style) = DoctorReport.look(of: check.state)
        let start = StyledLine(word.padded(to: 8), style) + StyledLine(check.name.padded(to: 11))
        let indent = StyledLine(String(repeating: " ", count: start.cells))
        let texts = [check.found] + (check.remedy ?? "").split(separator: "\n").map { "→ \($0)" }
        let body = texts.flatMap { StyledLine($0).wrapped(to: max(20, width - start.cells)) }
        return body.enumerated().map { ($0.offset == 0 ? start : indent) + $0.element }
    }

    private static func look(of state: Check.State) -> (String, Style) {
        switch state {
        case .good: ("좋음", .color(.green))
        case .weak: ("아쉬움", .color(.yellow))
        case .bad: ("나쁨", .color(.red))
        case .missing: ("없음", .color(.red))
        }
    }
}
