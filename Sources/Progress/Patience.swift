import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How long to wait for another process that holds the store, and whom to tell when that takes a while.
final class Patience: Sendable {
    /// Longest wait for one thing.
    let seconds: Double
    private let notice: @Sendable () -> Void
    private let state = Mutex((start: ContinuousClock.now, isTold: false))

    /// After so many seconds a person wonders.
    static let noticeSeconds = 1.0
    /// Between two looks.
    private static let pauseMicroseconds: UInt32 = 5_000

    init(seconds: Double, notice: @escaping @Sendable () -> Void) {
        self.seconds = seconds
        self.notice = notice
    }

    /// Waits a little.
    ///
    /// - Parameter tries: how often this one thing was waited for before.
    /// - Returns: false when it was waited for long enough.
    func waits(tries: Int) -> Bool {
        let (waited, tells) = state.withLock { state -> (Duration, Bool) in
            if tries == 0 { state.start = .now }
            let waited = ContinuousClock.now - state.start
            let tells = waited > .seconds(Self.noticeSeconds) && !state.isTold
            if tells { state.isTold = true }
            return (waited, tells)
        }
        if tells { notice() }
        guard waited < .seconds(seconds) else { return false }
        usleep(Self.pauseMicroseconds)
        return true
    }
}
