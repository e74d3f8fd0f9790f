import Foundation
import Progress
import Text

/// When something was done: a column for each week, a mark for each day, and the time of the week below.
struct ActivityCalendar {
    let days: [Activity]
    let now: Date
    let calendar: Calendar

    /// - Parameter calendar: of the reader's time zone; its weeks begin on Monday, whatever it says.
    init(_ quarters: [Activity], now: Date, calendar: Calendar) {
        var calendar = calendar
        calendar.firstWeekday = 2
        self.calendar = calendar
        self.now = now
        days = Activity.byDay(quarters, calendar: calendar)
    }

    static let weeksMax = 8
    private static let weekCells = 8
    private static let labelCells = 6
    /// Of a day with nothing, then more and more: told apart by their darkness, not by colour.
    private static let marks = ["·", "░", "▒", "▓", "█"]

    /// When the first of so many weeks up to now begins.
    static func start(weeks: Int, before now: Date, calendar: Calendar) -> Date {
        let thisWeek =
            calendar.dateInterval(of: .weekOfYear, for: now)?.start ?? calendar.startOfDay(for: now)
        return calendar.date(byAdding: .day, value: -7 * (weeks - 1), to: thisWeek) ?? thisWeek
    }

    /// Three lines: where the weeks begin, their days, their time. None where nothing was done in them.
    func lines(width: Int) -> [StyledLine] {
        let weeks = min(Self.weeksMax, (width - Self.labelCells - 1) / Self.weekCells)
        guard weeks > 0 else { return [] }
        let start = Self.start(weeks: weeks, before: now, calendar: calendar)
        let shown = days.filter { $0.at >= start }
        let most = shown.map(Self.done).max() ?? 0
        guard most > 0 else { return [] }
        let done = Dictionary(shown.map { ($0.at, $0) }, uniquingKeysWith: { first, _ in first })
        var (heads, marks, times) = (label("활동"), label("날"), label("시간"))
        for week in 0..<weeks {
            let days = (0..<7).compactMap { calendar.date(byAdding: .day, value: 7 * week + $0, to: start) }
            heads.append(head(days.first ?? start).padded(to: Self.weekCells), .dim)
            marks.append(
                days.map { mark(done[$0], $0, most) }.joined().padded(to: Self.weekCells), .color(.green))
            let minutes = days.reduce(0) { $0 + (done[$1]?.seconds ?? 0) } / 60
            times.append((minutes > 0 ? Figures.minutes(minutes) : "").padded(to: Self.weekCells))
        }
        return [heads, marks, times].map(\.trimmed)
    }

    private func label(_ text: String) -> StyledLine {
        StyledLine(" ") + StyledLine(text.padded(to: Self.labelCells), .bold)
    }

    private func head(_ day: Date) -> String {
        let part = calendar.dateComponents([.month, .day], from: day)
        return "\(part.month ?? 0)/\(part.day ?? 0)"
    }

    private func mark(_ activity: Activity?, _ day: Date, _ most: Int) -> String {
        guard day <= now else { return " " }
        let share = Self.done(activity) * (Self.marks.count - 1)
        return Self.marks[(share + most - 1) / most]
    }

    private static func done(_ activity: Activity) -> Int {
        // A day on which something was only begun is a day on which something was done.
        max(1, activity.attempts + activity.sections + activity.quizzes)
    }

    private static func done(_ activity: Activity?) -> Int { activity.map(done) ?? 0 }
}
