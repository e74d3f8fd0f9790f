import Progress
import Verdicts

extension Card {
    public var json: JSON {
        var document: [JSON.Member] = []
        func add(_ key: String, _ value: JSON) { document.append(.init(key: key, value: value)) }
        add("schema", 1)
        add("course", .string(verdict.course))
        add("exercise", .string(verdict.exercise))
        add("verdict", .string(verdict.outcome.rawValue))
        add("score", .number(verdict.score))
        add("max_score", .number(verdict.maxScore))
        add("attempt", .int(attempt?.number))
        add("counted", .bool(attempt?.counted ?? false))
        add("recorded", .bool(attempt != nil))
        if attempt?.repeated == true { add("repeated", true) }
        add("reason", .string(verdict.reason))
        add("tests", .array(verdict.tests.map(json)))
        add("diagnostics", .array(verdict.diagnostics.map(Self.json)))
        add("findings", .array(verdict.findings.map(\.json)))
        add("timing", Self.json(verdict.timing))
        add("cached", .strings(verdict.cached))
        add("sandbox", .string(verdict.sandbox))
        return .object(document)
    }

    private func json(_ test: TestResult) -> JSON {
        let told = verdict.findings(of: test).first?.title
        var members: [JSON.Member] = [
            .init(key: "name", value: .string(test.name)), .init(key: "title", value: .string(test.title)),
            .init(key: "status", value: .string(test.status.rawValue)),
            .init(key: "message", value: .string(test.message ?? told)),
            .init(key: "output", value: .string(test.output)),
            .init(key: "read", value: .string(test.read)),
            .init(key: "seconds", value: .seconds(test.seconds)),
        ]
        if !test.scenarios.isEmpty {
            members.append(.init(key: "explored", value: .array(test.scenarios.map(Self.json))))
        }
        return .object(members)
    }

    private static func json(_ scenario: ScenarioResult) -> JSON {
        [
            "title": .string(scenario.title), "exhausted": .bool(scenario.isExhausted),
            "orders": .int(scenario.orders), "findings": .int(scenario.findings),
            "assumes_waiting": .bool(scenario.assumesWaiting ?? false),
        ]
    }

    static func json(_ diagnostic: Diagnostic) -> JSON {
        [
            "file": .string(diagnostic.file), "line": .int(diagnostic.line),
            "column": .int(diagnostic.column),
            "severity": .string(diagnostic.severity.rawValue), "message": .string(diagnostic.message),
        ]
    }

    private static func json(_ timing: Timing) -> JSON {
        [
            "stage": .seconds(timing.stage), "compile": .seconds(timing.compile),
            "link": .seconds(timing.link),
            "run": .seconds(timing.run), "total": .seconds(timing.total),
        ]
    }
}
