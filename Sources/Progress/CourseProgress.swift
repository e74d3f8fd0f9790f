public import Foundation

/// Everything that reports on one course are made of, read at one moment.
public struct CourseProgress: Sendable, Equatable {
    /// What is kept of an exercise that the course no longer has.
    public struct Aside: Sendable, Equatable {
        /// The slug it was recorded under.
        public var exercise: String
        public var attempts: Int
        public var passed: Bool
        public init(exercise: String, attempts: Int, passed: Bool) {
            self.exercise = exercise
            self.attempts = attempts
            self.passed = passed
        }
    }

    /// By slug; one for every exercise of the course.
    public var standings: [String: Standing]
    /// By chapter slug; one for every chapter, with the anchors that the chapter still has.
    public var read: [String: Set<String>]
    /// In the order of their slugs.
    public var aside: [Aside]
    /// Time spent on reading and quizzes, by chapter slug.
    public var readingSeconds: [String: Int] = [:]
    /// From when on it was counted; nil for all.
    public var since: Date?

    public init(standings: [String: Standing] = [:], read: [String: Set<String>] = [:], aside: [Aside] = []) {
        self.standings = standings
        self.read = read
        self.aside = aside
    }
}
