import Foundation
import GRDB

/// A moment to the millisecond, written as ISO 8601 in UTC (`2026-11-24T09:15:02.250Z`): text that sorts by time and
/// that every tool reads.
struct Instant {
    let text: String
    let date: Date

    init(_ date: Date) {
        text = date.formatted(Self.style)
        self.date = (try? Self.style.parse(text)) ?? date
    }

    init?(text: String) {
        guard let date = try? Self.style.parse(text) else { return nil }
        self.text = text
        self.date = date
    }

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
