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
        add("tests", .array(verdict.tests.map(Self.json)))
        add("diagnostics", .array(verdict.diagnostics.map(Self.json)))
        add("findings", .array(verdict.findings.map(\.json)))
        add("timing", Self.json(verdict.timing))
        add("cached", .strings(verdict.cached))
        add("sandbox", .string(verdict.sandbox))
        return .object(document)
    }

    private static func json(_ test: TestResult) -> JSON {
        [
            "name": .string(test.name), "title": .string(test.title), "status": .string(test.status.rawValue),
            "message": .string(test.message), "output": .string(test.output), "read": .string(test.read),
            "seconds": .seconds(test.seconds),
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
