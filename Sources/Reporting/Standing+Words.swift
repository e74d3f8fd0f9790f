public import Progress

extension Standing {
    /// Where a learner stands with an exercise, in a line: `2번 시도함 · 시험 3개 중 2개 통과`.
    public var words: String {
        switch state {
        case .new: "아직 시작하지 않음"
        case .started: "시작함 · 아직 내지 않음"
        case .tried: ["풀던 중", tries, tests].compactMap(\.self).joined(separator: " · ")
        case .passed: ["통과함", tries].compactMap(\.self).joined(separator: " · ")
        }
    }

    private var tries: String? { attempts > 0 ? "\(attempts)번 시도" : nil }

    /// Of the last attempt.
    private var tests: String? {
        last.flatMap { $0.tests > 0 ? "시험 \($0.tests)개 중 \($0.passedTests)개 통과" : nil }
    }
}
