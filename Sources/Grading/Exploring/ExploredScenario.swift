import Foundation
import Verdicts

/// One call of `explore` in a test, as the host tells it (`Docs/records.md`), judged by nobody yet.
struct ExploredScenario: Equatable, Sendable {
    /// What the grader calls it.
    var title: String
    /// Every order that matters was run.
    var isExhausted = false
    /// Schedules of which each stands for another class of orders.
    var executions = 0
    /// Schedules run in all.
    var schedules = 0
    /// Of them, cut at a limit of the explorer: they say nothing.
    var limited = 0
    /// False if the scenario does not do the same each time.
    var isRepeatable = true
    /// What is said of all orders holds only if threads that look at unchanged values again and again wait for them.
    var assumesWaiting = false
    /// How many orders there are, where all were run although there are findings; else 0.
    private var orders = 0
    var findings: [FindingRecord] = []
    /// Findings that are not among them: the host had no room, or what it wrote is none.
    var untold = 0

    init(title: String) { self.title = title }

    /// The scenarios of a `result`, in the order the test explored them.
    static func all(in record: Record) -> [ExploredScenario] {
        record.fields.reduce(into: []) { scenarios, field in
            if field.key == "explored" {
                // The grader's line, a blank, the title.
                scenarios.append(
                    ExploredScenario(title: String(field.value.drop { $0 != " " }.dropFirst())))
            } else if !scenarios.isEmpty {
                scenarios[scenarios.count - 1].take(field.key, field.value)
            }
        }
    }

    private mutating func take(_ key: String, _ value: String) {
        switch key {
        case "exhausted": isExhausted = value == "true"
        case "executions": executions = Int(value) ?? 0
        case "schedules": schedules = Int(value) ?? 0
        case "limited": limited = Int(value) ?? 0
        case "repeatable": isRepeatable = value == "true"
        case "assumes_waiting": assumesWaiting = value == "true"
        case "orders": orders = Int(value) ?? 0
        case "shown":
            guard let shown = Int(value), 1...max(1, orders) ~= shown, orders > 0, !findings.isEmpty else {
                return
            }
            findings[findings.count - 1].orders = Finding.Orders(all: orders, shown: shown)
        case "untold": untold += Int(value) ?? 1
        case "finding":
            if case .finding(let finding)? = try? ExplorationRecord(line: Array(value.utf8)) {
                findings.append(finding)
            } else {
                untold += 1
            }
        default: break
        }
    }
}
