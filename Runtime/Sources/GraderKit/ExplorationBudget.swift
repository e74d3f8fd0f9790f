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

    /// For the next scenario: three quarters of what is left, since nobody knows how many follow. Never nothing to search with.
    package var next: Share {
        Share(searching: max(1, left.searching / 4 * 3), telling: left.telling / 4 * 3)
    }

    /// Takes off what a scenario had from `next`: what it has cost to search, and its share for telling if there was anything
    /// to tell.
    package mutating func spend(on exploration: Exploration) {
        let telling = exploration.findings.isEmpty ? 0 : next.telling
        left = Share(searching: left.searching - max(0, exploration.cost), telling: left.telling - telling)
    }
}
