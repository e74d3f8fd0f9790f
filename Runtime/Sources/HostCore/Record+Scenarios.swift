import GraderKit

/// Scenarios in a record: a key `explored` for each, and what follows it up to the next one.
extension Record {
    mutating func add(_ scenario: ExploredScenario) {
        let exploration = scenario.exploration
        add("explored", "\(scenario.line) \(scenario.title)")
        add("exhausted", exploration.isExhausted)
        add("executions", exploration.executions)
        add("schedules", exploration.schedules)
        add("limited", exploration.limited)
        add("cost", exploration.cost)
        add("repeatable", exploration.isRepeatable)
        add("assumes_waiting", exploration.assumesWaiting)
        add("orders", exploration.orders)
        for (index, finding) in exploration.findings.enumerated() {
            add("finding", finding)
            if exploration.shown.indices.contains(index) {
                add("shown", exploration.shown[index])
            }
        }
        add("untold", exploration.untold)
    }

    /// The scenarios, in order.
    func scenarios() throws(RecordError) -> [ExploredScenario] {
        var scenarios: [ExploredScenario] = []
        for field in fields {
            if field.key == "explored" {
                let (line, title) = Self.numbered(field.value)
                scenarios.append(ExploredScenario(title: title, line: line, exploration: Exploration()))
            } else if let last = scenarios.indices.last {
                try Self.take(field, into: &scenarios[last].exploration)
            }
        }
        return scenarios
    }

    private static func take(_ field: Field, into exploration: inout Exploration) throws(RecordError) {
        switch field.key {
        case "exhausted": exploration.isExhausted = try bool(field)
        case "repeatable": exploration.isRepeatable = try bool(field)
        case "executions": exploration.executions = try count(field)
        case "schedules": exploration.schedules = try count(field)
        case "assumes_waiting": exploration.assumesWaiting = try bool(field)
        case "orders": exploration.orders = try count(field)
        case "shown": exploration.shown.append(try count(field))
        case "limited": exploration.limited = try count(field)
        case "cost": exploration.cost = try count(field)
        case "untold": exploration.untold = try count(field)
        case "finding": exploration.findings.append(field.value)
        default: break
        }
    }

    private static func bool(_ field: Field) throws(RecordError) -> Bool {
        guard let value = Bool(field.value) else {
            throw .outOfRange(key: field.key, value: field.value)
        }
        return value
    }

    private static func count(_ field: Field) throws(RecordError) -> Int {
        guard let value = Int(field.value), value >= 0 else {
            throw .outOfRange(key: field.key, value: field.value)
        }
        return value
    }

    /// `LINE TEXT`: 0 if there is no line.
    static func numbered(_ text: String) -> (line: Int, text: String) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        return (Int(parts[0]) ?? 0, parts.count == 2 ? String(parts[1]) : "")
    }
}
