import Foundation

/// How numbers are written for a person.
enum Figures {
    /// `2`, `1.5`, `0.33`.
    static func points(_ value: Double) -> String {
        if let whole = Int(exactly: value) { return String(whole) }
        return trimmed(String(format: "%.2f", value))
    }

    /// `0.19초`, `12.4초`.
    static func seconds(_ value: Double) -> String {
        String(format: value < 10 ? "%.2f초" : "%.1f초", value)
    }

    /// A limit as the exercise states it: `10초`, `0.5초`.
    static func limit(_ seconds: Double) -> String { points(seconds) + "초" }

    /// Whole per cent, 100 only when nothing is missing and 0 only when nothing is done.
    static func percent(_ done: Int, of total: Int) -> Int {
        guard total > 0, done > 0 else { return 0 }
        return done >= total ? 100 : max(1, done * 100 / total)
    }

    /// `10,000`.
    static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        return (value < 0 ? "-" : "") + grouped
    }

    /// `125분`, `<1분`: short, for a column.
    static func minutes(_ value: Int) -> String { value > 0 ? "\(count(value))분" : "<1분" }

    /// `7시간 20분`, `12분`, `1분 미만`.
    static func duration(_ seconds: Int) -> String {
        let minutes = seconds / 60
        guard minutes > 0 else { return seconds > 0 ? "1분 미만" : "0분" }
        guard minutes >= 60 else { return "\(minutes)분" }
        return "\(count(minutes / 60))시간" + (minutes % 60 > 0 ? " \(minutes % 60)분" : "")
    }

    private static func trimmed(_ text: String) -> String {
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
