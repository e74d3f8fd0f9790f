import Foundation

/// A point in time until which a grader waits.
struct Deadline {
    let seconds: Double
    private let end: ContinuousClock.Instant

    init(seconds: Double) {
        self.seconds = seconds
        end = .now + .milliseconds(Int64(max(0, min(seconds, 86_400)) * 1000))
    }

    var isOver: Bool { ContinuousClock.now >= end }

    /// Rounded up, so that the last wait is not a spin.
    var milliseconds: Int32 {
        let left = max(.zero, ContinuousClock.now.duration(to: end))
        return Int32(left / .milliseconds(1)) + (left > .zero ? 1 : 0)
    }

    var date: Date { Date(timeIntervalSinceNow: Double(milliseconds) / 1000) }
}
