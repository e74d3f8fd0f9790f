public import Foundation
public import Verdicts

/// Where a learner stands with one exercise.
public struct Standing: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable { case new, started, tried, passed }

    /// The last attempt of any kind.
    public struct Last: Sendable, Equatable {
        public var outcome: Outcome
        public var at: Date
        public var passedTests: Int
        public var tests: Int
        public init(outcome: Outcome, at: Date, passedTests: Int, tests: Int) {
            self.outcome = outcome
            self.at = at
            self.passedTests = passedTests
            self.tests = tests
        }
    }

    /// `passed` once and for ever: no later attempt and no edit of the course takes it back.
    public var state: State
    /// Points of the best counted attempt, of `maxScore`.
    public var score: Double
    /// The points the exercise is worth today.
    public var maxScore: Double
    /// Attempts that count.
    public var attempts: Int
    /// Attempts of any kind, as the history numbers them.
    public var recorded: Int
    public var last: Last?
    public var hintsTaken: Int
    public var startedAt: Date?
    /// When it was passed first.
    public var passedAt: Date?
    /// Attempts that count, up to the first pass and with it; nil before it.
    public var attemptsToPass: Int?
    /// How many hints were taken before the first pass, or so far.
    public var hintsBeforePass = 0
    /// Time spent: from one thing done to the next where that is at most half an hour, so it is the least it was.
    public var seconds = 0

    public init(
        state: State = .new, score: Double = 0, maxScore: Double, attempts: Int = 0, recorded: Int = 0,
        last: Last? = nil, hintsTaken: Int = 0, startedAt: Date? = nil
    ) {
        self.state = state
        self.score = score
        self.maxScore = maxScore
        self.attempts = attempts
        self.recorded = recorded
        self.last = last
        self.hintsTaken = hintsTaken
        self.startedAt = startedAt
    }
}
