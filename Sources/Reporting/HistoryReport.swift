public import Foundation
public import Progress
public import Text
import Verdicts

/// `sil history`: every attempt at one exercise.
public struct HistoryReport: Screen {
    /// The exercise's slug.
    public var exercise: String
    /// In the order of their numbers.
    public var attempts: [RecordedAttempt]
    /// Where the reader of the lines lives; the document is in UTC.
    public var timeZone: TimeZone

    public init(_ exercise: String, _ attempts: [RecordedAttempt], timeZone: TimeZone = .current) {
        self.exercise = exercise
        self.attempts = attempts
        self.timeZone = timeZone
    }

    public var json: JSON {
        [
            "schema": 1, "exercise": .string(exercise),
            "attempts": .array(
                attempts.map {
                    [
                        "attempt": .int($0.number), "verdict": .string($0.outcome.rawValue),
                        "score": .number($0.score),
                        "max_score": .number($0.maxScore), "counted": .bool($0.counted),
                        "at": .string($0.timestamp),
                    ]
                }),
        ]
    }

    /// Below this width the year goes, and the remark that the verdict says already.
    private static let narrow = 60

    public func lines(width: Int) -> [StyledLine] {
        guard !attempts.isEmpty else {
            return StyledLine("\(exercise): 아직 시도가 없음. 다 풀었으면 내세요: sil submit \(exercise)").wrapped(
                in: width, indent: 1)
        }
        let rows = attempts.map { attempt -> [StyledLine] in
            let note = attempt.counted ? "" : "세지 않음"
            return [
                StyledLine(" \(attempt.number)"), StyledLine(attempt.outcome.word, attempt.outcome.style),
                StyledLine("\(Figures.points(attempt.score))/\(Figures.points(attempt.maxScore))"),
                StyledLine(width < Self.narrow ? String(local(attempt.at).dropFirst(5)) : local(attempt.at)),
                StyledLine(width < Self.narrow ? "" : note, .dim),
            ]
        }
        let table = Table(
            columns: [
                .init(" 시도"), .init("판정"), .init("점수", .right), .init("때"), .init(),
            ], rows: rows, gap: width >= Self.narrow ? 2 : 1)
        return StyledLine(exercise, .bold).wrapped(in: width, indent: 1) + [StyledLine()]
            + table.lines(width: width)
    }

    private func local(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        return String(
            format: "%04d-%02d-%02d %02d:%02d", part.year ?? 0, part.month ?? 0, part.day ?? 0,
            part.hour ?? 0,
            part.minute ?? 0)
    }
}
