import Glibc
import Synchronization

/// What several measurements of the same thing say: their middle, and how far apart they lie.
///
/// One timing is luck. The middle of several is moved by no single interruption, and the spread says how much it is to be
/// trusted.
public struct Estimate: Sendable, Equatable {
    /// The middle one; of an even number the upper of the two.
    public let median: Double
    public let smallest: Double
    public let largest: Double

    /// - Parameter samples: at least one, all in the same unit.
    public init(_ samples: [Double]) {
        precondition(!samples.isEmpty, "no samples")
        let sorted = samples.sorted()
        median = sorted[sorted.count / 2]
        smallest = sorted[0]
        largest = sorted[sorted.count - 1]
    }
}

/// Seconds on the clock that never goes back; see clock_gettime(2), `CLOCK_MONOTONIC`. Only differences mean something.
public func wallClock() -> Double {
    seconds(of: CLOCK_MONOTONIC)
}

/// Seconds of processor time that this thread has had; see clock_gettime(2), `CLOCK_THREAD_CPUTIME_ID`.
public func threadClock() -> Double {
    seconds(of: CLOCK_THREAD_CPUTIME_ID)
}

/// Seconds of processor time that this process and the children it has reaped have had; see getrusage(2).
public func familyClock() -> Double {
    [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].reduce(0) { sum, who in
        var usage = rusage()
        getrusage(who, &usage)
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return sum + Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
    }
}

/// Whether so many processors are this program's own just now: that many threads that do nothing but run get nearly all
/// of the time that goes by.
///
/// Ask it before and behind a timing. What threads of one program cost each other cannot be seen where they take turns
/// with a neighbour's: then say 측정 불가 instead of a figure.
///
/// - Parameters:
///   - count: as many as the threads that are to be timed at once.
///   - wallSeconds: how long to look, at least some time slices of the scheduler (3–10 ms each).
/// - Throws: ``SystemError`` where a thread cannot be started.
public func coresAreFree(_ count: Int, wallSeconds: Double = 0.05) throws -> Bool {
    precondition(count > 0 && wallSeconds > 0, "\(count) cores for \(wallSeconds) s")
    let starved = Starved()
    let threads = try (0..<count).map { _ in
        try startThread {
            let start = (wall: wallClock(), own: threadClock())
            while wallClock() - start.wall < wallSeconds {}
            let share = (threadClock() - start.own) / (wallClock() - start.wall)
            if share < ownShare { starved.count.withLock { $0 += 1 } }
        }
    }
    threads.forEach { $0.join() }
    return starved.count.withLock { $0 == 0 }
}

/// How many threads had to share their processor.
private final class Starved: Sendable {
    let count = Mutex(0)
}

/// Of the time that goes by: a thread with a processor of its own was never seen to get less.
private let ownShare = 0.93

private func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
