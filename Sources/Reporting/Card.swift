public import Course
public import Progress
public import Verdicts

/// The answer to `sil submit` and `sil test`: what was judged, why, and what to do next.
public struct Card: Screen {
    /// Why the exercise was graded.
    public enum Purpose: Sendable, Equatable {
        /// `sil submit`: to be recorded.
        case submit
        /// `sil test`: the same grading, not recorded.
        case test
    }

    public var verdict: Verdict
    /// The attempt it was recorded as; nil for `test`, and when the store took no writes.
    public var attempt: RecordedAttempt?
    public var exercise: Exercise
    /// What was graded, for the lines that a diagnostic points at.
    public var source: SubmissionSource?
    /// How many hints the learner has taken.
    public var hintsTaken: Int
    /// What follows after a pass; nil when there is nothing left.
    public var next: NextStep?
    public var purpose: Purpose
    /// Whether the compiler's own words are shown in full (`--raw`).
    public var isRaw: Bool

    public init(
        _ verdict: Verdict, _ attempt: RecordedAttempt?, exercise: Exercise, source: SubmissionSource? = nil,
        hintsTaken: Int = 0, next: NextStep? = nil, purpose: Purpose = .submit, isRaw: Bool = false
    ) {
        self.verdict = verdict
        self.attempt = attempt
        self.exercise = exercise
        self.source = source
        self.hintsTaken = hintsTaken
        self.next = next
        self.purpose = purpose
        self.isRaw = isRaw
    }
}
