/// What runs the scenarios given to ``explore(_:_:line:)``. The host puts one here that can; most hosts cannot.
package struct Explorer: Sendable {
    /// The process's own; set before its test begins.
    package nonisolated(unsafe) static var current: Explorer?
    /// The only schedule that is to be run in this process; nil: all that the scenarios ask for.
    package nonisolated(unsafe) static var replayed: ReplayedSchedule?
    /// Where sampled schedules begin. Set before any test begins; a verdict must be the same whatever it is.
    package nonisolated(unsafe) static var seed: UInt64 = 1

    /// What the scenarios of this test may cost.
    package var budget: ExplorationBudget
    /// Runs a body under schedule after schedule that together cost at most so much; with the choices of a finding, under
    /// this one only.
    package let run: Run
    /// Whether the caller is inside a body, on whatever thread.
    package let isRunning: @Sendable () -> Bool
    /// Called with each failure of a test's own checks: inside a body it ends the schedule and does not return.
    package let failed: @Sendable (TestFailure) -> Void

    /// How often the learner's code has yielded or slept in this process, outside of scenarios.
    package let rests: @Sendable () -> Int

    package typealias Run =
        @Sendable (_ body: () -> Void, _ choices: String?, _ share: ExplorationBudget.Share)
        throws(ExplorerFault)
        -> Exploration

    package init(
        budget: ExplorationBudget = ExplorationBudget(.init(searching: 0, telling: 0)), run: @escaping Run,
        isRunning: @escaping @Sendable () -> Bool, failed: @escaping @Sendable (TestFailure) -> Void,
        rests: @escaping @Sendable () -> Int
    ) {
        self.budget = budget
        self.run = run
        self.isRunning = isRunning
        self.failed = failed
        self.rests = rests
    }
}

/// A schedule in which something was found.
package struct ReplayedSchedule: Sendable, Equatable {
    /// The title given to `explore`.
    package let scenario: String
    /// As the finding tells them (`Docs/records.md`).
    package let choices: String

    package init(scenario: String, choices: String) {
        self.scenario = scenario
        self.choices = choices
    }
}

/// Why a scenario could not be run at all, in English.
package struct ExplorerFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// What came of the schedules of one scenario.
package struct Exploration: Sendable, Equatable {
    /// Every order that matters was run: what none of them showed, no order can show.
    package var isExhausted = false
    /// That holds only if a thread that looks at the same unchanged words again and again waits until they change.
    package var assumesWaiting = false
    /// How many orders there are, all of them run although there are findings; 0: not known.
    package var orders = 0
    /// In how many of ``orders`` each of ``findings`` comes about; empty if that is not known.
    package var shown: [Int] = []
    /// Schedules of which each stands for another class of orders; all of them if ``isExhausted``.
    package var executions = 0
    /// Schedules run in all, others of the same class and samples included.
    package var schedules = 0
    /// Of them, cut at a limit of the explorer: they say nothing.
    package var limited = 0
    /// What they cost, as ``ExplorationBudget`` counts.
    package var cost = 0
    /// False if the body does not do the same each time, so that nothing can be exhausted.
    package var isRepeatable = true
    /// Each one line of JSON, as a record `finding` of an exploration (`Docs/records.md`).
    package var findings: [String] = []
    /// Findings that are not among them, because there are too many.
    package var untold = 0
    /// The check of the test's own that failed in a schedule, if one did.
    package var failure: TestFailure?

    package init() {}

    /// Leaves out all other findings.
    mutating func keep(findingsAt indices: [Int]) {
        untold += findings.count - indices.count
        if !shown.isEmpty {
            shown = indices.map { shown[$0] }
        }
        findings = indices.map { findings[$0] }
    }
}
