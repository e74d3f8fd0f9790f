import Course
import Verdicts

/// How a program of the author's fares before the tests, told in short: whether any of them notices what is wrong with it.
public enum QuickVerdict: Sendable, Equatable, Codable {
    /// Every test passed.
    case survived
    /// This test did not pass. Tests that came after it were not run.
    case killed(test: String, status: String)
    /// This test still ran when its time was up.
    case timedOut(test: String)
    /// It is no program of the language, or not one that the grader fits.
    case doesNotCompile
    /// It was refused before any test ran: it breaks a rule of the exercise, or the screen takes it for forged.
    case refused
    /// Nothing can be said: the grader or the machine failed.
    case broken(reason: String)
}

/// What makes a trial quicker than a verdict: it ends with the first test that does not pass, and tells no stories.
public struct Haste: Sendable, Equatable {
    /// For all tests together, instead of the exercise's limit.
    public var seconds: Double
    /// Names of tests to run first.
    public var first: [String]

    public init(seconds: Double, first: [String] = []) {
        self.seconds = seconds
        self.first = first
    }

    func ordered(_ tests: [TestCase]) -> [TestCase] {
        let rank = Dictionary(first.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return tests.enumerated().sorted {
            (rank[$0.element.name] ?? .max, $0.offset) < (rank[$1.element.name] ?? .max, $1.offset)
        }.map(\.element)
    }
}

extension Grader {
    /// Grades a program of the author's only as far as to know whether some test notices it.
    ///
    /// - Throws: as `grade`.
    public func quickVerdict(_ submission: Submission, course: String, haste: Haste) async throws
        -> QuickVerdict
    {
        let verdict = try await grade(submission, course: course, again: [], haste: haste).first
        switch verdict.outcome {
        case .passed: return .survived
        case .compileError, .invalidSubmission: return .doesNotCompile
        case .forbidden, .tampered: return .refused
        case .graderError: return .broken(reason: verdict.reason ?? "")
        default: break
        }
        let ended = verdict.tests.filter { ![.passed, .notRun, .timedOut].contains($0.status) }
        if let test = ended.first { return .killed(test: test.name, status: test.status.rawValue) }
        if let test = verdict.tests.first(where: { $0.status == .timedOut }) {
            return .timedOut(test: test.name)
        }
        return .broken(reason: verdict.reason ?? "\(verdict.outcome)")
    }
}
