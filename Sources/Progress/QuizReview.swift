public import Foundation

/// One answer to a quiz.
public struct QuizAnswer: Sendable, Equatable {
    public var isRight: Bool
    public var at: Date

    public init(isRight: Bool, at: Date) {
        self.isRight = isRight
        self.at = at
    }
}

/// When a quiz is to be asked again, by what was answered to it.
///
/// Source: S. Leitner, "So lernt man lernen" (1972): boxes of questions, those of the next box asked half as often.
/// A quiz gets into box 1 when it is answered wrong, from wherever it is, and rests there for a day; answered right when
/// its rest is over it goes a box on and rests for 2, 4, 8, then 16 days; answered right in the last box it is learned.
/// Right before its rest is over says little, so it leaves the box as it is. What was right from the first is learned
/// at once: only what was wrong comes back. A rest ends at midnight, so that a day is a day whatever the hour.
public struct QuizReview: Sendable, Equatable {
    public enum Stage: Sendable, Equatable {
        /// Never answered.
        case new
        /// Numbered from 1.
        case box(Int)
        case learned
    }

    public private(set) var stage = Stage.new
    /// When it is to be asked again; nil where nothing says so.
    public private(set) var due: Date?

    /// Days of rest, by box.
    public static let restDays = [1, 2, 4, 8, 16]

    /// - Parameters:
    ///   - answers: in the order of their time.
    ///   - calendar: whose midnight ends a rest.
    public init(_ answers: some Sequence<QuizAnswer>, calendar: Calendar) {
        for answer in answers { take(answer, calendar) }
    }

    public func isDue(at now: Date) -> Bool { due.map { $0 <= now } ?? false }

    private mutating func take(_ answer: QuizAnswer, _ calendar: Calendar) {
        guard answer.isRight else { return put(into: 1, at: answer.at, calendar) }
        switch stage {
        case .new: stage = .learned
        case .learned: break
        case .box(let box):
            guard isDue(at: answer.at) else { return }
            guard box < Self.restDays.count else {
                (stage, due) = (.learned, nil)
                return
            }
            put(into: box + 1, at: answer.at, calendar)
        }
    }

    private mutating func put(into box: Int, at time: Date, _ calendar: Calendar) {
        stage = .box(box)
        let midnight = calendar.startOfDay(for: time)
        due = calendar.date(byAdding: .day, value: Self.restDays[box - 1], to: midnight) ?? time
    }
}
