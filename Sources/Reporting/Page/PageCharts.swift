import Foundation
import Progress
import Verdicts

/// A share as a bar. The figures stand beside it, so it is nothing to be read aloud.
struct PageBar {
    var done: Double
    var total: Double

    var html: HTML {
        let share = total > 0 ? min(1, max(0, done / total)) : 0
        return .tag(
            "svg",
            [
                "class": "bar", "viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true",
                "focusable": "false",
            ],
            .tag("rect", ["class": "track", "width": "100", "height": "8", "rx": "2"]),
            .tag(
                "rect",
                [
                    "class": share >= 1 ? "full" : "fill", "width": Self.figure(share * 100), "height": "8",
                    "rx": "2",
                ]))
    }

    static func figure(_ value: Double) -> String { Figures.points((value * 10).rounded() / 10) }
}

/// The attempts at an exercise in their order: a square for a pass, a cross for none, a ring for what does not count.
/// What it says stands beside it in words.
struct AttemptStrip {
    var attempts: [RecordedAttempt]

    static let shownMax = 14
    private static let step = 14

    var html: HTML {
        let shown = attempts.suffix(Self.shownMax)
        let width = max(1, shown.count) * Self.step
        return .tag(
            "svg",
            [
                "class": "strip", "width": "\(width)", "height": "14", "viewBox": "0 0 \(width) 14",
                "aria-hidden": "true", "focusable": "false",
            ],
            shown.enumerated().map { Self.mark($1, x: $0 * Self.step) })
    }

    private static func mark(_ attempt: RecordedAttempt, x: Int) -> HTML {
        guard attempt.counted else {
            return .tag("circle", ["class": "free", "cx": "\(x + 6)", "cy": "7", "r": "3.5"])
        }
        guard attempt.outcome == .passed else {
            return .tag("path", ["class": "fail", "d": "M\(x + 2) 3l8 8m0-8l-8 8"])
        }
        return .tag(
            "rect", ["class": "pass", "x": "\(x + 1)", "y": "2", "width": "10", "height": "10", "rx": "1"])
    }
}

/// When something was done: a square for each day, larger for more, a column for each week, half a year in a row.
struct CalendarChart {
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

    /// Of a row.
    private static let weeks = 26
    /// Rows; two years.
    private static let rowsMax = 4
    private static let cell = 14
    private static let left = 22
    private static let top = 16
    private static let sizes = [0, 4, 7, 9, 12]

    /// nil where nothing was done.
    var html: HTML? {
        guard let first = days.first?.at, let last = days.last?.at else { return nil }
        let end = weekStart(max(now, last))
        let weeksSince = (calendar.dateComponents([.day], from: weekStart(first), to: end).day ?? 0) / 7 + 1
        let rows = min(Self.rowsMax, max(1, (weeksSince + Self.weeks - 1) / Self.weeks))
        let start = calendar.date(byAdding: .day, value: -7 * (rows * Self.weeks - 1), to: end) ?? end
        let rowHeight = Self.top + 7 * Self.cell + 8
        let (width, height) = (Self.left + Self.weeks * Self.cell, rows * rowHeight)
        let done = Dictionary(days.map { ($0.at, $0) }, uniquingKeysWith: { first, _ in first })
        let most = days.map(\.things).max() ?? 1
        let parts = (0..<rows).map { row in
            let first = calendar.date(byAdding: .day, value: 7 * row * Self.weeks, to: start) ?? start
            return HTML.tag(
                "g", ["transform": "translate(0 \(row * rowHeight))"],
                weekdays() + months(from: first) + marks(from: first, done, most))
        }
        let count = days.count
        let words = "\(Self.day(first, calendar))부터 \(Self.day(last, calendar))까지 \(count)일에 무언가를 함"
        return .tag(
            "svg",
            [
                "class": "calendar", "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": words,
                "font-size": "10",
            ], parts)
    }

    private func weekStart(_ date: Date) -> Date {
        calendar.dateInterval(of: .weekOfYear, for: date)?.start ?? calendar.startOfDay(for: date)
    }

    private func weekdays() -> [HTML] {
        [(0, "월"), (2, "수"), (4, "금"), (6, "일")].map { index, name in
            .tag(
                "text", ["class": "muted", "x": "2", "y": "\(Self.top + index * Self.cell + 10)"], HTML(name))
        }
    }

    /// Above the first whole week of each month.
    private func months(from first: Date) -> [HTML] {
        (0..<Self.weeks).compactMap { week in
            guard let day = calendar.date(byAdding: .day, value: 7 * week, to: first) else { return nil }
            let part = calendar.dateComponents([.year, .month, .day], from: day)
            guard let month = part.month, let number = part.day, number <= 7, week < Self.weeks - 1 else {
                return nil
            }
            let words = month == 1 ? "\(part.year ?? 0)년" : "\(month)월"
            return .tag(
                "text", ["class": "muted", "x": "\(Self.left + week * Self.cell)", "y": "10"], HTML(words))
        }
    }

    private func marks(from first: Date, _ done: [Date: Activity], _ most: Int) -> [HTML] {
        (0..<Self.weeks * 7).compactMap { index in
            guard let date = calendar.date(byAdding: .day, value: index, to: first), date <= now else {
                return nil
            }
            let (x, y) = (Self.left + index / 7 * Self.cell, Self.top + index % 7 * Self.cell)
            guard let activity = done[date] else {
                return .tag(
                    "rect",
                    [
                        "class": "none", "x": "\(x + 5)", "y": "\(y + 5)", "width": "2", "height": "2",
                    ])
            }
            let level = (activity.things * (Self.sizes.count - 1) + most - 1) / most
            let size = Self.sizes[min(max(level, 1), Self.sizes.count - 1)]
            let offset = Double(12 - size) / 2
            return .tag(
                "rect",
                [
                    "class": "day", "x": PageBar.figure(Double(x) + offset),
                    "y": PageBar.figure(Double(y) + offset), "width": "\(size)", "height": "\(size)",
                ], .tag("title", [:], HTML("\(Self.day(date, calendar)): \(Self.words(activity))")))
        }
    }

    static func day(_ date: Date, _ calendar: Calendar) -> String {
        let part = calendar.dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", part.year ?? 0, part.month ?? 0, part.day ?? 0)
    }

    static func words(_ activity: Activity) -> String {
        let parts = [
            (activity.attempts, "시도"), (activity.passes, "통과"), (activity.sections, "읽은 절"),
            (activity.quizzes, "퀴즈"),
        ].filter { $0.0 > 0 }.map { "\($0.1) \($0.0)" }
        let time = activity.seconds > 0 ? [Figures.duration(activity.seconds)] : []
        return (parts + time).joined(separator: ", ")
    }
}

extension Activity {
    /// A day on which something was only begun is a day on which something was done.
    fileprivate var things: Int { max(1, attempts + sections + quizzes) }
}
