/// How much of a time to wait is left, as poll(2) and epoll_wait(2) take it.
struct Timer {
    private let end: ContinuousClock.Instant?

    /// - Parameter milliseconds: nil never ends; below 0 is 0.
    init(milliseconds: Int?) {
        end = milliseconds.map { ContinuousClock.now + .milliseconds(max(0, $0)) }
    }

    /// Milliseconds, rounded up so that the last wait is not a spin; -1 without an end.
    var left: Int32 {
        guard let end else { return -1 }
        let rest = max(.zero, ContinuousClock.now.duration(to: end)).components
        return Int32(
            clamping: rest.seconds * 1000 + (rest.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
