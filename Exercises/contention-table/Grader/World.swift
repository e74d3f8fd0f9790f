import Foundation
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
        /// Additions that were done beside those of the measurements before, on whatever counter: when one is made is the
        /// learner's affair.
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
    ///   - pausing: each addition takes a while, and those of the oldest or the youngest thread take longest.
    ///   - meeting: how many threads an addition waits for, for a while, where so many may come.
    ///   - losing: how much a counter that several threads used tells too little.
    ///   - isSlow: a thread that added takes a while to end.
    ///   - isWatching: threads that do not wait for the start are given time to show it.
    init(
        taking durations: [Double] = [], pausing: Probe.Age? = nil, meeting: Int = 0, losing: Int = 0,
        endingSlowly isSlow: Bool = false, watchingStart isWatching: Bool = false
    ) {
        watchSteps = isWatching ? 40 : 0
        self.durations = durations
        traits = .init(pausing: pausing, meeting: meeting, losing: losing, isSlow: isSlow)
    }

    var probes: [Probe] { made.value }

    private var adds: Int { max(0, made.value.reduce(0) { $0 + $1.adds } - addsBefore) }
    /// What the measurements before should have added, all threads together.
    private var addsBefore = 0
    private var additions = 0

    func table(_ names: [String], threads: Int, additions: Int) throws -> [Line] {
        before = ProcessWatch.own.threads
        together = threads
        self.additions = additions
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
        guard !isStart else { return time }
        addsBefore += additions * (number % 4 == 1 ? 1 : together)
        time += number / 2 < durations.count ? durations[number / 2] : 1
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
    /// Among the threads beside the caller's.
    enum Age {
        case oldest, youngest
    }

    struct Traits: Sendable {
        var pausing: Age?
        var meeting: Int
        var losing: Int
        var isSlow: Bool
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
        if traits.isSlow { SlowEnd.holdThread() }
        state.withLock {
            $0.inside += 1
            $0.most = max($0.most, $0.inside)
            $0.callers.insert(pthread_self())
        }
        if let age = traits.pausing { usleep(isThisThread(age) ? 80_000 : 20_000) }
        for _ in 0..<250 where traits.meeting > 0 && most < traits.meeting { usleep(2000) }
        state.withLock {
            $0.inside -= 1
            $0.adds += 1
        }
    }

    /// Threads get rising numbers as they are created; that of the first one is the process's.
    private func isThisThread(_ age: Age) -> Bool {
        let listed = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        let numbers = listed.compactMap { Int($0) }.filter { $0 != Int(getpid()) }
        // gettid(2), which Glibc's overlay leaves out: the link reads PID/task/TID.
        let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")) ?? ""
        let mine = link.split(separator: "/").last.flatMap { Int($0) }
        return mine != nil && mine == (age == .oldest ? numbers.min() : numbers.max())
    }

    var total: Int {
        state.withLock { $0.adds - ($0.callers.count > 1 ? traits.losing : 0) }
    }
}

/// Threads that take 50 ms more to end than their work does, and are counted then: the destructor of a key runs at the very end
/// of a thread, which pthread_join(3) waits for and no other way of waiting sees.
enum SlowEnd {
    static let count = Atomic(0)

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { _ in
            usleep(50_000)
            SlowEnd.count.add(1, ordering: .sequentiallyConsistent)
        }
        return key
    }()

    static func holdThread() {
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }
}
