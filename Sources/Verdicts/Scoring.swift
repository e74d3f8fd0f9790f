extension Verdict {
    /// The outcome that a list of test results adds up to: the first in precedence that any test has, `passed` only
    /// when the list is not empty and every test of it passed.
    public static func outcome(of tests: [TestResult]) -> Outcome {
        guard !tests.isEmpty else { return .graderError }
        let precedence: [(TestStatus, Outcome)] = [
            (.outOfMemory, .outOfMemory), (.outputLimit, .outputLimit), (.timedOut, .timedOut),
            (.deadlocked, .deadlocked), (.crashed, .crashed), (.failed, .failed), (.notRun, .failed),
        ]
        for (status, outcome) in precedence where tests.contains(where: { $0.status == status }) {
            return outcome
        }
        return .passed
    }

    /// `points × weight of passed tests / weight of all tests`, rounded to four decimals; never the full points while a
    /// test did not pass.
    public static func score(points: Double, tests: [TestResult]) -> Double {
        let all = tests.reduce(0) { $0 + $1.weight }
        guard all > 0 else { return tests.allSatisfy { $0.status == .passed } && !tests.isEmpty ? points : 0 }
        if tests.allSatisfy({ $0.status == .passed }) { return points }
        let passed = tests.filter { $0.status == .passed }.reduce(0) { $0 + $1.weight }
        return (points * passed / all * 10_000).rounded(.down) / 10_000
    }
}
