import Foundation

/// What `--since` takes: a day, or so many days or weeks back.
enum PeriodStart: Equatable {
    case day(year: Int, month: Int, day: Int)
    /// That many days before today, today being one of them.
    case daysBack(Int)

    /// Further back there is nothing.
    private static let daysMax = 36_500

    /// `2026-11-01`, `7d`, `7일`, `2w`, `2주`; nil for anything else.
    init?(_ text: String) {
        let units = [("d", 1), ("일", 1), ("w", 7), ("주", 7)]
        for (unit, days) in units where text.hasSuffix(unit) {
            guard let count = Int(text.dropLast(unit.count)), count > 0, count <= Self.daysMax / days,
                text.first?.isNumber == true
            else { return nil }
            self = .daysBack(count * days)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        let written = DateComponents(
            calendar: Calendar(identifier: .gregorian), year: year, month: month, day: day)
        guard written.isValidDate else { return nil }
        self = .day(year: year, month: month, day: day)
    }

    /// The midnight it begins at.
    func date(before now: Date, calendar: Calendar) -> Date? {
        switch self {
        case .day(let year, let month, let day):
            var gregorian = Calendar(identifier: .gregorian)
            gregorian.timeZone = calendar.timeZone
            return gregorian.date(from: DateComponents(year: year, month: month, day: day))
        case .daysBack(let days):
            return calendar.date(byAdding: .day, value: 1 - days, to: calendar.startOfDay(for: now))
        }
    }
}
