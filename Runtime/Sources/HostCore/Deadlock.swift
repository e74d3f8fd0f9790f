import CHost

/// A test in which every thread waits for another one.
struct Deadlock: Equatable {
    /// Threads of all its processes.
    let blocked: Int
    /// Of each thread that stands in the learner's code: offsets into the learner's library, innermost first.
    let waiting: [[UInt64]]

    /// How long nothing must have moved.
    static let stillNS: Int64 = 300_000_000
    /// How often a test is looked at, from its start on.
    static let lookNS: Int64 = 100_000_000
}

/// Looks at one test again and again, until it is certain to be stuck.
struct DeadlockWatch {
    private var mark: UInt64?
    /// When the look that first found this mark was over.
    private var sinceNS: Int64 = 0
    /// The next look; shorter tests are never looked at.
    private var nextNS: Int64

    init(startedNS: Int64) {
        nextNS = startedNS + Deadlock.lookNS
    }

    /// Gives the deadlock once there is one.
    mutating func look(at child: host_child, learner: Int32, nowNS: Int64) -> Deadlock? {
        guard nowNS >= nextNS else {
            return nil
        }
        var child = child
        var stall = host_stall()
        let isStalled = host_tree_stalls(&child, &stall)
        nextNS = host_now_ns() + Deadlock.lookNS
        guard isStalled else {
            mark = nil
            return nil
        }
        guard mark == stall.mark else {
            mark = stall.mark
            sinceNS = host_now_ns()
            return nil
        }
        let stillNS = stall.needs_tick ? Int64(HOST_TICK_MS) * 1_000_000 : Deadlock.stillNS
        guard nowNS - sinceNS >= stillNS else {
            return nil
        }
        return Deadlock(
            blocked: Int(stall.threads_count), waiting: Self.places(of: child.pid, learner: learner))
    }

    private static func places(of root: pid_t, learner: Int32) -> [[UInt64]] {
        var places = host_places()
        host_tree_places(root, learner, &places)
        return withUnsafeBytes(of: &places.threads) { bytes in
            bytes.bindMemory(to: host_place.self).prefix(places.count).map { place in
                withUnsafeBytes(of: place.offsets) {
                    Array($0.bindMemory(to: UInt64.self).prefix(place.count))
                }
            }
        }
    }
}
