public import Foundation
public import Verdicts

/// One attempt as the store keeps it.
public struct RecordedAttempt: Sendable, Equatable {
    /// From 1 in each exercise, without gaps, in the order of recording.
    public var number: Int
    public var outcome: Outcome
    public var score: Double
    public var maxScore: Double
    /// Whether it counts for or against the learner.
    public var counted: Bool
    /// To the millisecond.
    public var at: Date
    /// Wall seconds of the grading.
    public var seconds: Double
    /// The fingerprint of the grader that judged.
    public var grader: String
    /// The digest of what was submitted.
    public var submission: String
    /// True when this is an earlier attempt, found again because the same files came to the same grader.
    public var repeated: Bool
    /// The whole verdict as it was written down.
    public var document: String

    /// `at` as the store and `history --json` write it: ISO 8601 in UTC, with milliseconds.
    public var timestamp: String { Instant(at).text }

    /// The whole verdict as it was judged then: tests, messages, output, diagnostics.
    ///
    /// - Throws: `DecodingError` when `document` is not a verdict.
    public func verdict() throws -> Verdict {
        try JSONDecoder().decode(Verdict.self, from: Data(document.utf8))
    }

    public init(
        number: Int, outcome: Outcome, score: Double, maxScore: Double, counted: Bool, at: Date,
        seconds: Double,
        grader: String, submission: String, repeated: Bool = false, document: String
    ) {
        self.number = number
        self.outcome = outcome
        self.score = score
        self.maxScore = maxScore
        self.counted = counted
        self.at = at
        self.seconds = seconds
        self.grader = grader
        self.submission = submission
        self.repeated = repeated
        self.document = document
    }
}
