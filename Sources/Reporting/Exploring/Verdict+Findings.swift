import Verdicts

extension Verdict {
    /// What was found in a test, the most telling first: what ends a program, and then the races, which are mostly its
    /// cause.
    func findings(of test: TestResult) -> [Finding] {
        let own = findings.filter { $0.scenario?.test == test.name }
        return own.filter { $0.kind != .dataRace } + own.filter { $0.kind == .dataRace }
    }
}
