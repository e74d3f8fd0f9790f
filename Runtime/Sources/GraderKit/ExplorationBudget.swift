/// What the scenarios of one test may cost, and how several of them share it.
///
/// Counted in events of schedules and a fixed number for each schedule (`IP_SCHEDULE_COST`), never in time: a verdict is
/// the same on any machine.
package struct ExplorationBudget: Sendable {
    package struct Share: Sendable, Equatable {
        /// To find something.
        package var searching: Int
        /// To make what was found shorter, and to count in how many orders it comes about.
        package var telling: Int

        package init(searching: Int, telling: Int) {
            self.searching = max(0, searching)
            self.telling = max(0, telling)
        }
    }

    private var left: Share

    package init(_ share: Share) {
        left = share
    }

    /// For the next scenario: to search three quarters of what is left, since nobody knows how many follow, and never nothing;
    /// to tell all that is left, since mostly one scenario of a test has anything to tell.
    package var next: Share {
        Share(searching: max(1, left.searching / 4 * 3), telling: left.telling)
    }

    /// Takes off what a scenario has cost to search. Where there was something to tell, a quarter is left for telling.
    package mutating func spend(on exploration: Exploration) {
        left = Share(
            searching: left.searching - max(0, exploration.cost),
            telling: exploration.findings.isEmpty ? left.telling : left.telling / 4)
    }
}
