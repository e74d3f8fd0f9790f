public import Foundation

/// What was done for a course in a stretch of time.
public struct Activity: Sendable, Equatable {
    /// Where it begins.
    public var at: Date
    public var attempts: Int
    /// Exercises that were passed for the first time.
    public var passes: Int
    /// Sections that were read for the first time.
    public var sections: Int
    /// Quizzes that were answered.
    public var quizzes: Int
    /// The time from one thing done to the next, where that is at most half an hour.
    public var seconds: Int

    public init(
        at: Date, attempts: Int = 0, passes: Int = 0, sections: Int = 0, quizzes: Int = 0, seconds: Int = 0
    ) {
        self.at = at
        self.attempts = attempts
        self.passes = passes
        self.sections = sections
        self.quizzes = quizzes
        self.seconds = seconds
    }

    /// The same quarters joined by days.
    public static func byDay(_ quarters: [Activity], calendar: Calendar) -> [Activity] {
        var days: [Activity] = []
        for quarter in quarters {
            let day = calendar.startOfDay(for: quarter.at)
            if days.last?.at != day { days.append(Activity(at: day)) }
            days[days.count - 1].add(quarter)
        }
        return days
    }

    public mutating func add(_ other: Activity) {
        attempts += other.attempts
        passes += other.passes
        sections += other.sections
        quizzes += other.quizzes
        seconds += other.seconds
    }
}
