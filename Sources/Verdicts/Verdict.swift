/// What grading a submission ended with, in the order of precedence: the first that applies is the verdict.
///
/// The raw values are the words of `submit --json` and of the store; they never change their meaning.
public enum Outcome: String, Codable, Sendable, CaseIterable {
    case graderError = "grader_error"
    case invalidSubmission = "invalid_submission"
    case forbidden
    case tampered
    case compileError = "compile_error"
    case outOfMemory = "out_of_memory"
    case outputLimit = "output_limit"
    case timedOut = "timed_out"
    case deadlocked
    case crashed
    case failed
    case passed

    /// Whether an attempt with this outcome counts against (or for) the learner.
    public var isCounted: Bool {
        switch self {
        case .graderError, .invalidSubmission, .compileError: false
        default: true
        }
    }
}

/// How one test of the expected list ended.
public enum TestStatus: String, Codable, Sendable, CaseIterable {
    case passed, failed, crashed
    case timedOut = "timed_out"
    case deadlocked
    case outOfMemory = "out_of_memory"
    case outputLimit = "output_limit"
    case notRun = "not_run"
}

/// One test of the expected list, with its result.
public struct TestResult: Codable, Sendable, Equatable {
    /// `Class.method`, as in `HitCounterTests.testTwoThreads`.
    public var name: String
    /// What the learner reads: a Korean sentence; the name where the grader gives none.
    public var title: String
    public var status: TestStatus
    /// Why it is not a pass, in Korean; nil for a pass, and where a finding of the verdict tells it.
    public var message: String?
    /// What the learner's own code printed during this test, cut at the exercise's limit; nil when nothing.
    public var output: String?
    /// The section to read again, as `sil read` takes it (`05-race#네-단계`).
    public var read: String?
    /// Wall seconds from the fork of the test's process to its end.
    public var seconds: Double
    /// The test's share of the points.
    public var weight: Double
    /// What it explored, in that order.
    public var scenarios: [ScenarioResult]

    public init(
        name: String, title: String, status: TestStatus, message: String? = nil, output: String? = nil,
        read: String? = nil, seconds: Double = 0, weight: Double = 1, scenarios: [ScenarioResult] = []
    ) {
        self.name = name
        self.title = title
        self.status = status
        self.message = message
        self.output = output
        self.read = read
        self.seconds = seconds
        self.weight = weight
        self.scenarios = scenarios
    }
}

extension TestResult {
    /// Reads a result as it was written down, by this `sil` or by an earlier one, which explored nothing.
    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try stored.decode(String.self, forKey: .name),
            title: try stored.decode(String.self, forKey: .title),
            status: try stored.decode(TestStatus.self, forKey: .status),
            message: try stored.decodeIfPresent(String.self, forKey: .message),
            output: try stored.decodeIfPresent(String.self, forKey: .output),
            read: try stored.decodeIfPresent(String.self, forKey: .read),
            seconds: try stored.decode(Double.self, forKey: .seconds),
            weight: try stored.decode(Double.self, forKey: .weight),
            scenarios: try stored.decodeIfPresent([ScenarioResult].self, forKey: .scenarios) ?? [])
    }
}

/// A compiler message at a place in the learner's own file.
public struct Diagnostic: Codable, Sendable, Equatable {
    public enum Severity: String, Codable, Sendable { case error, warning, note }
    /// The learner's file name; nil where the message has no place.
    public var file: String?
    public var line: Int?
    public var column: Int?
    public var severity: Severity
    public var message: String
    /// The source line it points at, for the card.
    public var source: String?

    public init(
        file: String?, line: Int?, column: Int?, severity: Severity, message: String, source: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.severity = severity
        self.message = message
        self.source = source
    }
}

/// Where the time went, in wall seconds. Stages overlap, so they may add up to more than `total`.
public struct Timing: Codable, Sendable, Equatable {
    public var stage = 0.0
    public var compile = 0.0
    public var link = 0.0
    public var run = 0.0
    public var total = 0.0
    public init() {}
}

/// The judgement on one submission: a value that is recorded, shown on a terminal or written as JSON.
public struct Verdict: Codable, Sendable, Equatable {
    public var course: String
    public var exercise: String
    public var outcome: Outcome
    /// Points reached: `maxScore × weight of passed tests / weight of all tests`.
    public var score: Double
    public var maxScore: Double
    public var tests: [TestResult]
    public var diagnostics: [Diagnostic]
    /// What the schedule explorer found.
    public var findings: [Finding]
    /// One Korean sentence for verdicts that no test explains (why a submission is invalid, what went wrong in the
    /// grader); nil otherwise.
    public var reason: String?
    public var timing: Timing
    /// What was taken from the cache: `grader`, `module_cache`, `verdict`.
    public var cached: [String]
    /// The tier of confinement in force: `full`, `reduced`, `none`.
    public var sandbox: String
    /// The compiler's own words about the learner's files, for `--raw`.
    public var compilerOutput: String?
    /// Names the grader that judged: content hash over grader sources, its manifest's grading fields and the toolchain.
    public var graderFingerprint: String

    public init(
        course: String, exercise: String, outcome: Outcome, score: Double = 0, maxScore: Double,
        tests: [TestResult] = [], diagnostics: [Diagnostic] = [], findings: [Finding] = [],
        reason: String? = nil, timing: Timing = Timing(), cached: [String] = [], sandbox: String,
        compilerOutput: String? = nil, graderFingerprint: String = ""
    ) {
        self.course = course
        self.exercise = exercise
        self.outcome = outcome
        self.score = score
        self.maxScore = maxScore
        self.tests = tests
        self.diagnostics = diagnostics
        self.findings = findings
        self.reason = reason
        self.timing = timing
        self.cached = cached
        self.sandbox = sandbox
        self.compilerOutput = compilerOutput
        self.graderFingerprint = graderFingerprint
    }
}

extension Verdict {
    /// Reads a verdict as it was written down, by this `sil` or by an earlier one, which knew of no findings.
    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            course: try stored.decode(String.self, forKey: .course),
            exercise: try stored.decode(String.self, forKey: .exercise),
            outcome: try stored.decode(Outcome.self, forKey: .outcome),
            score: try stored.decode(Double.self, forKey: .score),
            maxScore: try stored.decode(Double.self, forKey: .maxScore),
            tests: try stored.decode([TestResult].self, forKey: .tests),
            diagnostics: try stored.decode([Diagnostic].self, forKey: .diagnostics),
            findings: try stored.decodeIfPresent([Finding].self, forKey: .findings) ?? [],
            reason: try stored.decodeIfPresent(String.self, forKey: .reason),
            timing: try stored.decode(Timing.self, forKey: .timing),
            cached: try stored.decode([String].self, forKey: .cached),
            sandbox: try stored.decode(String.self, forKey: .sandbox),
            compilerOutput: try stored.decodeIfPresent(String.self, forKey: .compilerOutput),
            graderFingerprint: try stored.decode(String.self, forKey: .graderFingerprint))
    }
}
