import Glibc
import GraderKit
import Synchronization

@testable import ContentionTable

/// A clock that goes as the test says and looks around whenever it is read, and counters that tell who used them.
final class World {
    /// What there was when the clock was read.
    struct Sight {
        /// Threads beside the caller's.
        let threads: Int
        /// Additions that were done on the newest counter.
        let adds: Int
    }

    private(set) var sights: [Sight] = []
    private let made = Guarded<[Probe]>([])
    private let durations: [Double]
    private let traits: Probe.Traits
    private var time = 50.0
    private var before = 0
    private var together = 0
    /// Milliseconds that all readings together may wait.
    private var patience = 700
    private let watchSteps: Int

    /// - Parameters:
    ///   - durations: seconds of each measurement, in order.
    ///   - isPausing: each addition takes a while.
    ///   - meeting: how many threads an addition waits for, for a while, where so many may come.
    ///   - losing: how much a counter that several threads used tells too little.
    ///   - isWatching: threads that do not wait for the start are given time to show it.
    init(
        taking durations: [Double] = [], pausing isPausing: Bool = false, meeting: Int = 0, losing: Int = 0,
        watchingStart isWatching: Bool = false
    ) {
        watchSteps = isWatching ? 40 : 0
        self.durations = durations
        traits = .init(isPausing: isPausing, meeting: meeting, losing: losing)
    }

    var probes: [Probe] { made.value }

    private var adds: Int { made.value.last?.adds ?? 0 }

    func table(_ names: [String], threads: Int, additions: Int) throws -> [Line] {
        before = ProcessWatch.own.threads
        together = threads
        let made = made
        let traits = traits
        var designs: [Design] = []
        for name in names {
            designs.append(
                Design(name: name) {
                    let probe = Probe(traits)
                    made.withLock { $0.append(probe) }
                    return Counter(add: { probe.add() }, total: { probe.total })
                })
        }
        return lines(try contentionTable(designs, threads: threads, additions: additions, clock: read))
    }

    private func read() -> Double {
        let number = sights.count
        let isStart = number % 2 == 0
        // A thread that was joined may be listed for a while yet.
        let expected = before + (number % 4 == 0 ? 1 : together)
        while isStart, ProcessWatch.own.threads != expected, patience > 0 {
            usleep(1000)
            patience -= 1
        }
        // One that did not wait for the start is given time to show it.
        for _ in 0..<watchSteps where isStart && adds == 0 { usleep(2000) }
        sights.append(Sight(threads: ProcessWatch.own.threads - before, adds: adds))
        if !isStart { time += number / 2 < durations.count ? durations[number / 2] : 1 }
        return time
    }
}

/// A row, as what a test compares.
struct Line {
    let name: String
    let alone: Double
    let together: Double
    let lost: Int
}

func lines(_ rows: [Row]) -> [Line] {
    (0..<rows.count).map { index in
        Line(
            name: rows[index].name, alone: rows[index].alone, together: rows[index].together,
            lost: rows[index].lost)
    }
}

/// A counter that tells who used it.
final class Probe: Sendable {
    struct Traits: Sendable {
        var isPausing: Bool
        var meeting: Int
        var losing: Int
    }

    private struct State {
        var adds = 0
        var inside = 0
        var most = 0
        var callers: Set<pthread_t> = []
    }

    private let state = Mutex(State())
    private let traits: Traits

    init(_ traits: Traits) {
        self.traits = traits
    }

    /// Additions that are done.
    var adds: Int { state.withLock { $0.adds } }

    /// How many threads were in `add` at once.
    var most: Int { state.withLock { $0.most } }

    func add() {
        state.withLock {
            $0.inside += 1
            $0.most = max($0.most, $0.inside)
            $0.callers.insert(pthread_self())
        }
        if traits.isPausing { usleep(20_000) }
        for _ in 0..<250 where traits.meeting > 0 && most < traits.meeting { usleep(2000) }
        state.withLock {
            $0.inside -= 1
            $0.adds += 1
        }
    }

    var total: Int {
        state.withLock { $0.adds - ($0.callers.count > 1 ? traits.losing : 0) }
    }
}
