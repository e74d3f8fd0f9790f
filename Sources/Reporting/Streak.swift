public import Foundation

/// On how many days in a row something was done.
public enum Streak {
    /// - Parameters:
    ///   - moments: when something was done, in any order.
    ///   - calendar: whose days count.
    /// - Returns: days in a row up to today; up to yesterday while today has brought nothing yet, so that a morning
    ///   takes nothing away.
    public static func days(_ moments: [Date], now: Date, calendar: Calendar) -> Int {
        let days = Set(moments.map { calendar.startOfDay(for: $0) })
        var day = calendar.startOfDay(for: now)
        func before(_ day: Date) -> Date { calendar.date(byAdding: .day, value: -1, to: day) ?? .distantPast }
        if !days.contains(day) { day = before(day) }
        var count = 0
        while days.contains(day) {
            count += 1
            day = before(day)
        }
        return count
    }
}
