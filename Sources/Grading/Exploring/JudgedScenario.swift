import Verdicts

/// A scenario that a test explored, with what was found in it in words.
struct JudgedScenario: Sendable {
    /// Why a test with this scenario is no pass.
    struct Flaw: Equatable, Sendable {
        var status: TestStatus
        /// A sentence; nil where a finding tells it.
        var words: String?

        /// What ends a program comes before what only may go wrong.
        var rank: Int {
            switch status {
            case .deadlocked: 0
            case .crashed: 1
            default: 2
            }
        }
    }

    var result: ScenarioResult
    var findings: [Finding]
    /// Things were found that cannot be shown.
    var hasUntold: Bool
    /// Schedules in which the threads did not come to their end within the explorer's limit.
    var unended: Int

    /// - Parameter isAllSeen: whether the explorer sees every access that the submission makes.
    init(_ explored: ExploredScenario, findings: [Finding], isAllSeen: Bool = true) {
        self.findings = findings
        // A finding that no words were found for is one all the same.
        let count = max(findings.count, explored.findings.isEmpty ? 0 : 1) + explored.untold
        hasUntold = count > findings.count
        unended = explored.limited
        let isExhausted = explored.isExhausted && count == 0 && isAllSeen
        result = ScenarioResult(
            title: explored.title, isExhausted: isExhausted,
            orders: isExhausted ? explored.executions : max(0, explored.schedules - explored.limited),
            isRepeatable: explored.isRepeatable, findings: count,
            assumesWaiting: explored.assumesWaiting)
    }

    /// The worst of it; nil where there is nothing to object to.
    var flaw: Flaw? {
        let flaws = findings.map { Flaw(status: Self.status(of: $0), words: nil) }
        if let worst = flaws.min(by: { $0.rank < $1.rank }) { return worst }
        if hasUntold { return Flaw(status: .failed, words: Wording.foundUntold) }
        // Nothing is known of a scenario that never came to its end.
        if result.orders == 0 { return Flaw(status: .failed, words: Wording.neverEnded) }
        // Choice ends early in a schedule, and then the threads take turns: those that let each other through come to their end.
        return unended > 0
            ? Flaw(status: .failed, words: Wording.unended(unended, of: result.orders + unended)) : nil
    }

    /// | finding | status |
    /// |---|---|
    /// | deadlock, lost wakeup, livelock, starvation | `deadlocked`: threads that never go on |
    /// | a signal: a crash, a failed check of the learner's own | `crashed`, as without exploring |
    /// | all else: a race, a failed check of the test's, a destroyed lock, … | `failed` |
    private static func status(of finding: Finding) -> TestStatus {
        switch finding.kind {
        case .deadlock, .lostWakeup, .livelock, .starvation: .deadlocked
        case .crash: .crashed
        case .assertion: finding.signal == nil ? .failed : .crashed
        default: .failed
        }
    }

    /// The failure that stands in a report for findings, which are told in keys of their own.
    static func isPlaceholder(_ failure: String) -> Bool {
        failure.hasPrefix("explored: ") && failure.dropFirst("explored: ".count).allSatisfy(\.isNumber)
    }
}
