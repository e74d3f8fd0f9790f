/// How the tests of a run share what all their scenarios together may cost (``ExplorationBudget``).
///
/// In a first round each test has the same small share. Most scenarios are exhausted within it, or show what is wrong. Then the
/// tests that passed without being exhausted run once more, and share alike what all tests have left. Nobody needs to know
/// beforehand how many scenarios there are and how large, and the shares hang on counts alone.
struct ScenarioShares {
    /// About 0.15 s of processor time (`Docs/scenarios.md`).
    static let run = 1_000_000
    /// Enough for a hundred orders of three threads.
    static let firstMax = 60_000

    /// What telling may cost beside that if each of four tests finds something: less than 0.1 s.
    static let telling = 480_000
    /// For each test. With less, what ends a schedule and its process with it is hardly shortened at all.
    static let tellingRange = 120_000...240_000

    /// What each test may spend in the first round.
    let first: Int
    /// What each test may spend on telling. Nobody knows beforehand which tests will have something to tell, and what one of
    /// them has left comes too late for another that ran beside it.
    let telling: Int
    private var left = run

    init(tests: Int) {
        first = min(Self.firstMax, Self.run / (2 * max(1, tests)))
        let share = Self.telling / max(1, tests)
        telling = min(max(share, Self.tellingRange.lowerBound), Self.tellingRange.upperBound)
    }

    mutating func spend(_ cost: Int) {
        left = max(0, left - max(0, cost))
    }

    /// What each of so many tests may spend in the second round; nil where that is hardly more than in the first.
    func second(tests: Int) -> Int? {
        let share = left / max(1, tests)
        return share >= 2 * first ? share : nil
    }
}
