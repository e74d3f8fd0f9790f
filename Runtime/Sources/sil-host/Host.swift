import CHost
import Glibc
import GraderKit

/// Runs the tests of one order: one thread, one poll, a process for each test.
struct Host {
    private let channel: Channel
    private let order: RunOrder
    private let learner: Int32
    private let grader: Int32
    private let lock: host_lock
    /// Tasks of this user before any test: those of others count against RLIMIT_NPROC too.
    private let otherTasks: UInt64
    private let deadlineNS: Int64
    private var running: [RunningTest] = []
    private var next = 0
    private var sent = 0
    private var weighedNS: Int64 = 0

    /// A test that has run this long no longer holds up the next ones.
    private static let holdNS: Int64 = 1_000_000_000
    /// How often memory is weighed and orphans are looked for.
    private static let weighNS: Int64 = 5_000_000
    /// Tests beside each other; above, the next one waits for an end.
    private static let runningMax = 32

    init(_ order: RunOrder, channel: Channel) throws {
        self.order = order
        self.channel = channel
        deadlineNS = host_now_ns() + Int64(order.seconds * 1e9)
        learner = try Self.open(order.learner, "learner")
        grader = try Self.open(order.grader, "grader")
        lock = try Self.lock(hiding: [order.learner, order.grader, "/proc/self/exe"])
        if let program = order.program {
            ProgramLauncher.current = try .confined(program, lock: lock)
        }
        otherTasks = host_user_tasks()
    }

    /// Runs all tests, sending their records.
    mutating func run() throws {
        while true {
            try startWhatMayStart()
            guard !running.isEmpty else {
                break
            }
            guard host_now_ns() < deadlineNS else {
                for test in running {
                    try end(test, .timedOut)
                }
                break
            }
            try waitAndRead()
            try weigh()
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

    /// The folders of the job and of the host itself are closed to tests.
    private static func lock(hiding files: [String]) throws -> host_lock {
        var folders: [UnsafeMutablePointer<CChar>?] = []
        defer {
            folders.forEach { free($0) }
        }
        for file in files {
            guard let real = realpath(file, nil) else {
                throw HostFault.system(what: "confinement: \(file)", code: errno)
            }
            // What stands at the top level has no folder but / to hide in: then it is hidden alone.
            if let slash = strrchr(real, Int32(UInt8(ascii: "/"))), slash != real {
                slash.pointee = 0
            }
            folders.append(real)
        }
        var lock = host_lock()
        let pointers = folders.map { UnsafePointer($0) }
        let code = host_lock_prepare(pointers, pointers.count, &lock)
        guard code == 0 else {
            throw HostFault.system(what: "confinement", code: code)
        }
        return lock
    }

    private mutating func startWhatMayStart() throws {
        let now = host_now_ns()
        let isHeldUp =
            running.contains { now - $0.startedNS < Self.holdNS } || running.count >= Self.runningMax
        guard next < order.tests.count, !isHeldUp, now < deadlineNS else {
            return
        }
        var start = Record("start")
        start.add("index", next)
        try channel.send(start)
        if running.isEmpty {
            weighedNS = now  // most tests end before there is anything to weigh
        }
        let others = running.reduce(otherTasks) { $0 + host_tree_tasks($1.child.pid) }
        let specification = host_child_spec(
            learner_fd: learner, grader_fd: grader, lock: lock, tasks_max: others + UInt64(order.processes))
        let child = try TestChild(name: order.tests[next]).fork(specification)
        running.append(RunningTest(index: next, child: child, startedNS: now, outputKB: order.outputKB))
        next += 1
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
        for test in running where host_tree_memory_bytes(test.child.pid) > limit {
            try end(test, .outOfMemory)
        }
        let kept = running.map(\.child.pid)
        if host_has_orphans(kept, kept.count) {
            try sweep(keeping: kept)
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
        running.removeAll { $0 === test }
        try sweep(keeping: running.map(\.child.pid))
        try test.drain()
        try channel.send(try test.result(cause: cause, status: status, endedNS: endedNS).record)
        sent += 1
    }
}
