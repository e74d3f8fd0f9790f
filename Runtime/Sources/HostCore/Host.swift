import CHost
import Glibc
import GraderKit

/// Runs the tests of one order: one thread, one poll, a process for each test.
struct Host {
    private let channel: Channel
    private let order: RunOrder
    private let surroundings: Surroundings
    private let explorer: HostExplorer?
    private var learner: host_library
    private let grader: Int32
    /// Set once the libraries are loaded.
    private var entries: host_entries?
    private var confinement: Confinement
    private let deadlineNS: Int64
    private var running: [RunningTest] = []
    private var next = 0
    private var sent = 0
    private var shares: ScenarioShares
    /// Results of the first round that the second may replace.
    private var held: [TestResult] = []
    /// Of the second round, once it has begun.
    private var secondShare: Int?
    private var weighedNS: Int64 = 0

    /// A test that has run this long no longer holds up the next ones.
    private static let holdNS: Int64 = 1_000_000_000
    /// How often memory is weighed and orphans are looked for.
    private static let weighNS: Int64 = 5_000_000
    /// Tests beside each other; above, the next one waits for an end.
    private static let runningMax = 32

    init(
        _ order: RunOrder, in surroundings: consuming Surroundings, channel: Channel,
        exploring explorer: HostExplorer?
    ) throws {
        self.explorer = explorer
        deadlineNS = host_now_ns() + Int64(order.seconds * 1e9)
        self.order = order
        Explorer.seed = order.seed ?? Explorer.seed
        self.channel = channel
        shares = ScenarioShares(tests: order.tests.count)
        learner = try Self.openLearner(order.learner)
        grader = try Self.open(order.grader, "grader")
        confinement = try surroundings.confinement(for: order)
        self.surroundings = surroundings
        if let program = order.program {
            ProgramLauncher.current = try .confined(program)
        }
    }

    /// Runs all tests, sending their records.
    mutating func run() throws {
        if !order.tests.isEmpty {
            entries = try load()
        }
        while true {
            try startWhatMayStart()
            if running.isEmpty {
                guard beginSecondRound() else {
                    break
                }
                continue
            }
            guard host_now_ns() < deadlineNS else {
                for test in running {
                    try end(test, .timedOut)
                }
                break
            }
            try waitAndRead()
            try weigh()
            try watch()
        }
        // What was found in time counts.
        for result in held {
            try send(result)
        }
        var done = Record("done")
        done.add("count", sent)
        try channel.send(done)
    }

    /// Ends whatever still runs; for when the host cannot go on.
    mutating func abandon() {
        for test in running {
            host_tree_kill(test.child.pid)
        }
        running = []
        _ = host_sweep(nil, 0)
    }
}

// MARK: - Starting

extension Host {
    private static func open(_ path: String, _ which: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw HostFault.system(what: "\(which): \(path)", code: errno)
        }
        return descriptor
    }

    private static func openLearner(_ path: String) throws -> host_library {
        var library = host_library()
        switch host_library_open(path, &library) {
        case 0: return library
        case ENOEXEC:
            throw HostFault.test("learner: \(path): not a shared object that can be loaded silently")
        case let code: throw HostFault.system(what: "learner: \(path)", code: code)
        }
    }

    /// Loads both libraries for all tests to share.
    private mutating func load() throws -> host_entries {
        var entries: host_entries?
        let reason = host_libraries_load(&learner, grader, &entries)
        guard let entries else {
            throw HostFault.test(reason.map { String(cString: $0) } ?? "grader: no entries")
        }
        if let reason = explorer?.learnerLoaded(learner) {
            throw HostFault.test("learner: \(reason)")
        }
        // A library of the grader's may have code of its own that starts threads: a fork would lose them.
        let threads = host_thread_count()
        guard threads == 1 else {
            throw HostFault.threads(threads)
        }
        return entries
    }

    private mutating func startWhatMayStart() throws {
        let now = host_now_ns()
        let isHeldUp =
            running.contains { now - $0.startedNS < Self.holdNS } || running.count >= Self.runningMax
        guard let entries, !isHeldUp, now < deadlineNS else {
            return
        }
        if let share = secondShare {
            // One after another, each with the machine to itself.
            if running.isEmpty, !held.isEmpty {
                let earlier = held.removeFirst()
                try start(earlier.index, again: earlier, entries, budget(share), nowNS: now)
            }
        } else if next < order.tests.count {
            var start = Record("start")
            start.add("index", next)
            try channel.send(start)
            next += 1
            try self.start(next - 1, again: nil, entries, budget(shares.first), nowNS: now)
        }
    }

    private func budget(_ searching: Int) -> ExplorationBudget {
        ExplorationBudget(.init(searching: searching, telling: shares.telling))
    }

    /// Once the first round is over: whether there is a second one.
    private mutating func beginSecondRound() -> Bool {
        guard next == order.tests.count, !held.isEmpty, host_now_ns() < deadlineNS else {
            return false
        }
        secondShare = secondShare ?? shares.second(tests: held.count)
        return secondShare != nil
    }

    private mutating func start(
        _ index: Int, again earlier: TestResult?, _ entries: @escaping host_entries,
        _ budget: ExplorationBudget,
        nowNS now: Int64
    ) throws {
        if running.isEmpty {
            weighedNS = now  // most tests end before there is anything to weigh
        }
        let lock = try confinement.take()
        defer {
            if lock.fd >= 0 {
                close(lock.fd)
            }
        }
        let others = running.reduce(surroundings.tasks) { $0 + host_tree_tasks($1.child.pid) }
        let test = TestChild(
            name: order.tests[index], entries: entries, explorer: explorer, budget: budget,
            replayed: order.replayed)
        let child = try withUnsafePointer(to: learner) { learner in
            try test.fork(
                host_child_spec(
                    learner: learner, lock: lock, tasks_max: others + UInt64(order.processes),
                    may_execute: order.mayExecute, may_use_sockets: order.mayUseSockets,
                    may_fork_workers: explorer != nil))
        }
        running.append(
            RunningTest(
                index: index, earlier: earlier, child: child, startedNS: now, outputKB: order.outputKB))
        // While this one runs.
        if next < order.tests.count {
            try confinement.prepare()
        }
    }
}

// MARK: - Watching

extension Host {
    private func timeoutMS() -> Int32 {
        let now = host_now_ns()
        let nextNS = min(deadlineNS, max(weighedNS + Self.weighNS, now))
        // Rounded up: to wake a little late costs less than to wake twice.
        return Int32((max(0, nextNS - now) + 999_999) / 1_000_000)
    }

    private mutating func waitAndRead() throws {
        var polled = [pollfd(fd: channel.descriptor, events: Int16(POLLIN), revents: 0)]
        for test in running {
            polled.append(pollfd(fd: test.child.ended_fd, events: Int16(POLLIN), revents: 0))
            polled.append(
                pollfd(fd: test.isRecordOpen ? test.child.record_fd : -1, events: Int16(POLLIN), revents: 0))
            polled.append(
                pollfd(fd: test.isOutputOpen ? test.child.output_fd : -1, events: Int16(POLLIN), revents: 0))
        }
        guard poll(&polled, nfds_t(polled.count), timeoutMS()) >= 0 || errno == EINTR else {
            throw HostFault.system(what: "poll", code: errno)
        }
        // There is nothing to say to a host that runs: whatever comes is the end.
        guard polled[0].revents == 0 else {
            throw Channel.Failure.closed
        }
        for (place, test) in running.enumerated() {
            let ready = polled[(1 + place * 3)..<(4 + place * 3)].map { $0.revents != 0 }
            if ready[1] {
                try test.readRecord()
            }
            if ready[2] {
                try test.readOutput()
            }
            if test.isOverOutput {
                try end(test, .outputLimit)
            } else if test.isOverRecord {
                host_tree_kill(test.child.pid)
                try end(test, nil)
            } else if ready[0] {
                try end(test, nil)
            }
        }
    }

    /// Ends tests whose processes hold too much memory, and what tests have pushed out of their own tree.
    private mutating func weigh() throws {
        let now = host_now_ns()
        guard now - weighedNS >= Self.weighNS else {
            return
        }
        weighedNS = now
        let limit = UInt64(order.memoryMB) << 20
        for test in running where host_tree_holds_more(test.child.pid, limit) {
            try end(test, .outOfMemory)
        }
        let kept = running.map(\.child.pid)
        if host_has_orphans(kept, kept.count) {
            try sweep(keeping: kept)
        }
    }

    /// Ends tests that wait for nothing but themselves.
    private mutating func watch() throws {
        let now = host_now_ns()
        for test in running {
            if let deadlock = test.watch.look(at: test.child, learner: learner.fd, nowNS: now) {
                try end(test, .deadlocked(deadlock))
            }
        }
    }

    private func sweep(keeping kept: [pid_t]) throws {
        guard host_sweep(kept, kept.count) == 0 else {
            throw HostFault.unkillable
        }
    }

    /// Ends a test: everything it started is gone before its result is sent.
    private mutating func end(_ test: RunningTest, _ cause: RunningTest.Cause?) throws {
        let endedNS = host_now_ns()
        if cause != nil {
            host_tree_kill(test.child.pid)
        }
        var status: Int32 = 0
        guard host_child_reap(&test.child, &status) == 0 else {
            throw HostFault.unkillable
        }
        if cause == nil, !test.isOverRecord, TestResult.Ending(status: status) == .signal(SIGKILL),
            surroundings.hasRunOutOfMemory
        {
            throw HostFault.machineMemory
        }
        running.removeAll { $0 === test }
        try sweep(keeping: running.map(\.child.pid))
        try test.drain()
        let result = try test.result(cause: cause, status: status, endedNS: endedNS)
        if let earlier = test.earlier {
            // The deadline ends the search, and not what the test has come to before.
            try send(cause == .timedOut ? earlier : result)
            return
        }
        shares.spend(result.cost)
        if explorer != nil, order.replayed == nil, result.wantsMore {
            held.append(result)
        } else {
            try send(result)
        }
    }

    private mutating func send(_ result: TestResult) throws {
        try channel.send(result.record)
        sent += 1
    }
}
