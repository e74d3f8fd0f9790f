public import Verdicts

/// What came of running the schedule of a finding once more.
public enum Replay: Sendable {
    /// The same went wrong, at the same lines.
    case happened
    /// Something else went wrong.
    case differs([Finding])
    /// Nothing went wrong.
    case nothing
    case doesNotCompile(CompileFailure)
    /// The finding does not hold what it would take.
    case notRepeatable

    /// What came of running the test of a finding once more.
    ///
    /// - Parameter verdict: of the same files, in the finding's own schedule, or in a whole search that comes by it.
    public init(of finding: Finding, regraded verdict: Verdict) {
        let own = verdict.findings.filter { $0.scenario == finding.scenario }
        guard !verdict.tests.contains(where: { $0.name == finding.scenario?.test }) else {
            self.init(of: finding, findings: own)
            return
        }
        self = .notRepeatable
    }

    /// - Parameter findings: of the schedule that was run now.
    init(of finding: Finding, findings: [Finding]) {
        let identity = Exploration.Identity(of: finding)
        if findings.contains(where: { Exploration.Identity(of: $0) == identity }) {
            self = .happened
        } else {
            self = findings.isEmpty ? .nothing : .differs(findings)
        }
    }
}
