/// What runs the scenarios given to ``explore(_:_:line:)``. The host puts one here that can; most hosts cannot.
package struct Explorer: Sendable {
    /// The process's own; set before its test begins.
    package nonisolated(unsafe) static var current: Explorer?

    /// What the scenarios of this test may cost.
    package var budget: ExplorationBudget
    /// Runs a body under schedule after schedule that together cost at most so much.
    package let run: @Sendable (_ body: () -> Void, _ cost: Int) throws(ExplorerFault) -> Exploration
    /// Whether the caller is inside a body, on whatever thread.
    package let isRunning: @Sendable () -> Bool
    /// Called with each failure of a test's own checks: inside a body it ends the schedule and does not return.
    package let failed: @Sendable (TestFailure) -> Void

    package init(
        budget: ExplorationBudget = ExplorationBudget(0),
        run: @escaping @Sendable (_ body: () -> Void, _ cost: Int) throws(ExplorerFault) -> Exploration,
        isRunning: @escaping @Sendable () -> Bool, failed: @escaping @Sendable (TestFailure) -> Void
    ) {
        self.budget = budget
        self.run = run
        self.isRunning = isRunning
        self.failed = failed
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
}
