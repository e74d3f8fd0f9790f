import GraderKit
import Testing

@testable import HostCore

/// How tests share what their scenarios may cost.
@Suite struct ScenarioShareTests {
    @Test(
        "In the first round all have the same, and together at most half", arguments: [1, 5, 11, 100, 4096])
    func first(tests: Int) {
        let shares = ScenarioShares(tests: tests)
        #expect(shares.first > 0 && shares.first <= ScenarioShares.firstMax)
        #expect(shares.first * tests <= ScenarioShares.run / 2)
    }

    @Test("What is left goes in equal parts to those that want more")
    func second() {
        var shares = ScenarioShares(tests: 4)
        shares.spend(100_000)
        #expect(shares.second(tests: 1) == ScenarioShares.run - 100_000)
        #expect(shares.second(tests: 3) == (ScenarioShares.run - 100_000) / 3)
    }

    @Test("Where hardly anything is left there is no second round")
    func spent() {
        var shares = ScenarioShares(tests: 2)
        shares.spend(ScenarioShares.run - shares.first)
        #expect(shares.second(tests: 1) == nil)
        shares.spend(ScenarioShares.run)
        #expect(shares.second(tests: 1) == nil)
    }

    @Test("A test's scenarios take of what is left, and each has something")
    func budget() {
        func explored(_ cost: Int, finding findings: [String] = []) -> Exploration {
            var exploration = Exploration()
            exploration.cost = cost
            exploration.findings = findings
            return exploration
        }
        var budget = ExplorationBudget(.init(searching: 40_000, telling: 8_000))
        #expect(budget.next == .init(searching: 30_000, telling: 8_000))
        budget.spend(on: explored(2_000))
        #expect(budget.next == .init(searching: 28_500, telling: 8_000))
        budget.spend(on: explored(2_000, finding: ["{}"]))
        #expect(budget.next == .init(searching: 27_000, telling: 2_000))
        budget.spend(on: explored(1_000_000))
        #expect(budget.next == .init(searching: 1, telling: 2_000))
        #expect(ExplorationBudget(.init(searching: -1, telling: -1)).next == .init(searching: 1, telling: 0))
    }

    @Test("Some tests share what telling may cost; each of many has enough", arguments: [1, 2, 3, 4, 5, 100])
    func telling(tests: Int) {
        let shares = ScenarioShares(tests: tests)
        #expect(ScenarioShares.tellingRange.contains(shares.telling))
        #expect(tests > 4 || shares.telling * tests <= ScenarioShares.telling)
    }
}
