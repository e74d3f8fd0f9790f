/// What the scenarios of one test may cost, and how several of them share it.
///
/// Counted in events of schedules and a fixed number for each schedule (`IP_SCHEDULE_COST`), never in time: a verdict is
/// the same on any machine.
package struct ExplorationBudget: Sendable {
    private var left: Int

    package init(_ cost: Int) {
        left = max(0, cost)
    }

    /// For the next scenario: three quarters of what is left, since nobody knows how many follow. Never nothing.
    package var next: Int {
        max(1, left / 4 * 3)
    }

    /// Takes off what a scenario has cost.
    package mutating func spend(_ cost: Int) {
        left = max(0, left - max(0, cost))
    }
}
