import ArgumentParser
import Text

/// `sil doctor`.
struct DoctorCommand: Action {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "필요한 것이 갖추어졌는지 살핌")

    @OptionGroup var options: GlobalOptions

    private struct Document: Encodable {
        var schema = 1
        var version = Release.version
        var checks: [Check]
    }

    func run(in session: Session) async throws -> ExitStatus {
        let checks = Checkup(session).run()
        if options.json {
            try session.output.write(json: Document(checks: checks))
        } else {
            try session.output.write(checks.flatMap { lines(for: $0, width: session.output.width) })
        }
        if checks.contains(where: { $0.state == .missing }) { return .unavailable }
        return checks.contains { $0.state == .bad } ? .notPassed : .done
    }

    private func lines(for check: Check, width: Int) -> [StyledLine] {
        let (word, style) = DoctorCommand.look(of: check.state)
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
