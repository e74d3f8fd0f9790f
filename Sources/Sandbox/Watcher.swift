import CSandbox
import Glibc

/// Watches one run until nothing of it is left: reads its output, holds its limits, reads the warden's record.
///
/// It blocks, so it has a thread of its own and never one of Swift's concurrency.
final class Watcher {
    let state: RunState
    private let run: sandbox_run
    private let limits: Limits
    private let tier: Tier
    /// The run's own folder, where /tmp is not private.
    private let scratch: String?
    private let started: Double
    private var output: CapturedStream
    private var errors: CapturedStream
    private var peakKB: UInt64 = 0
    private var seenCPU = 0.0
    private var nextThorough = 0.0

    /// Seconds between two looks at what the run uses. A look costs 0.1 to 0.4 ms.
    private static let lookIntervals = 0.005...0.200
    /// The longest where the temporary folder is not limited by the kernel.
    private static let diskInterval = 0.020
    private static let cores = Double(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    /// More than two cores have been seen to fill.
    private static let fastestGrowthKBPerSecond = 8.0 * 1024 * 1000
    /// Seconds between two counts of what takes longer to count: files of a private /tmp (they live in RAM, and 200,000 a
    /// second can be made), and memory files that nothing maps.
    private static let thoroughInterval = 0.150
    private static let stackBytes = 512 * 1024

    /// Takes a run and its descriptors over, but for the channel. `started` is a time of `now`.
    init(run: sandbox_run, limits: Limits, tier: Tier, scratch: String?, started: Double) {
        self.run = run
        self.limits = limits
        self.tier = tier
        self.scratch = scratch
        self.started = started
        state = RunState(control: run.control_fd)
        output = CapturedStream(descriptor: run.output_fd, limitKB: limits.outputKB)
        errors = CapturedStream(descriptor: run.errors_fd, limitKB: limits.outputKB)
    }

    var warden: pid_t { run.warden_pid }

    /// Seconds of a clock that is never set.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Watches on a new thread and gives the result to `state`. Returns an errno.
    func startThread() -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, Self.stackBytes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let watcher = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let error = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                // Signals are for the threads of whoever set the handlers.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_SETMASK, &all, nil)
                let watcher = Unmanaged<Watcher>.fromOpaque(argument).takeRetainedValue()
                watcher.state.finish(watcher.watch())
                return nil
            }, watcher.toOpaque())
        if error != 0 {
            watcher.release()
        }
        return error
    }

    /// Blocks until the run is over and nothing of it is left.
    func watch() -> Finished {
        withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 16) { buffer in
            watchUntilRecord(buffer)
            var record = sandbox_record()
            let hasRecord = withUnsafePointer(to: run) { sandbox_reap($0, &record) == 0 }
            state.closeControl()
            output.finish(with: buffer)
            errors.finish(with: buffer)
            return finished(hasRecord ? record : nil)
        }
    }

    private func watchUntilRecord(_ buffer: UnsafeMutableRawBufferPointer) {
        var nextLook = started + interval(freeKB: limitKB)
        while true {
            let isOrdered = state.order != nil
            var polled = [
                pollfd(fd: run.control_fd, events: Int16(POLLIN), revents: 0),
                // Nobody needs what a run writes after its end was ordered.
                pollfd(fd: isOrdered ? -1 : output.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOrdered ? -1 : errors.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let next = min(nextLook, started + limits.wallSeconds)
            let ready = poll(&polled, nfds_t(polled.count), isOrdered ? -1 : Self.milliseconds(until: next))
            guard polled[0].revents == 0 || ready < 0 else { return }
            guard !isOrdered else { continue }
            if ready > 0 {
                read(output: polled[1].revents != 0, errors: polled[2].revents != 0, into: buffer)
            }
            let now = Self.now
            if now >= started + limits.wallSeconds {
                _ = look(addsCPU: true)
                state.end(.wallTime)
            } else if now >= nextLook {
                let freeKB = look(addsCPU: limits.cpuSeconds != nil)
                nextLook = Self.now + interval(freeKB: freeKB)
            }
        }
    }

    private var limitKB: UInt64 { UInt64(clamping: min(limits.memoryMB, 1 << 30)) * 1024 }

    /// How long nothing that is looked for can happen: no program fills memory or uses up processor time faster.
    private func interval(freeKB: UInt64) -> Double {
        var interval = Double(freeKB) / Self.fastestGrowthKBPerSecond
        if let seconds = limits.cpuSeconds { interval = min(interval, (seconds - seenCPU) / Self.cores) }
        // A disk can be filled at any time.
        let longest = scratch == nil ? Self.lookIntervals.upperBound : Self.diskInterval
        return max(min(interval, longest), Self.lookIntervals.lowerBound)
    }

    private func read(
        output hasOutput: Bool, errors hasErrors: Bool, into buffer: UnsafeMutableRawBufferPointer
    ) {
        if hasOutput { _ = output.read(into: buffer) }
        if hasErrors { _ = errors.read(into: buffer) }
        if limits.overflow == .kill, output.wasCut || errors.wasCut {
            state.end(.outputLimit)
        }
    }

    /// Adds up what the run uses now, and ends it if that is too much. Returns the memory that is left to it.
    private func look(addsCPU: Bool) -> UInt64 {
        let limitKB = limitKB
        var usage = sandbox_usage()
        let isThorough = Self.now >= nextThorough
        if isThorough { nextThorough = Self.now + Self.thoroughInterval }
        let wish = sandbox_wish(cpu: addsCPU, written: scratch != nil, memory_files: isThorough)
        guard sandbox_measure(run.warden_pid, limitKB, wish, &usage) == 0 else { return 0 }
        peakKB = max(peakKB, usage.memory_kb)
        seenCPU = max(seenCPU, Double(usage.cpu_ms) / 1000)
        if usage.memory_kb > limitKB {
            state.end(.outOfMemory)
        } else if let seconds = limits.cpuSeconds, seenCPU > seconds {
            state.end(.cpuTime)
        } else if usage.written_kb > UInt64(Sandbox.writtenMB) * 1024 || isTemporaryFolderFull(isThorough) {
            state.end(.diskFull)
        }
        return limitKB - min(limitKB, usage.memory_kb)
    }

    private func isTemporaryFolderFull(_ isThorough: Bool) -> Bool {
        guard let scratch else {
            var files: UInt32 = 0
            return isThorough && sandbox_measure_temporary(run.warden_pid, &files) == 0
                && files > Sandbox.temporaryFiles
        }
        var usage = sandbox_scratch_usage()
        guard sandbox_measure_scratch(scratch, &usage) == 0 else { return false }
        return usage.is_hidden || usage.files_count > Sandbox.temporaryFiles
            || usage.disk_kb > UInt64(Sandbox.temporaryMB) * 1024
    }

    /// For poll: never early, so that a deadline is over when poll returns.
    private static func milliseconds(until time: Double) -> Int32 {
        Int32(max(0, min(3_600_000, ((time - now) * 1000).rounded(.up))))
    }
}

// MARK: - The result

extension Watcher {
    private func finished(_ record: sandbox_record?) -> Finished {
        Finished(
            ending: ending(record), output: output.bytes, errors: errors.bytes,
            outputWasCut: output.wasCut || errors.wasCut,
            wallSeconds: Self.now - started, cpuSeconds: cpuSeconds(record),
            peakMemoryMB: Int((peakKB + 1023) / 1024), failure: failure(record),
            strayProcesses: Int(record?.strays_count ?? 0))
    }

    /// What was killed together with its parents is missing in the record; there the last look knows more.
    private func cpuSeconds(_ record: sandbox_record?) -> Double {
        max(seenCPU, Double(record?.cpu_us ?? 0) / 1e6)
    }

    private func ending(_ record: sandbox_record?) -> Ending {
        // Without a record somebody has killed the warden, and with it the run.
        guard let record else { return state.order ?? .signalled(SIGKILL) }
        if record.was_ordered, let order = state.order {
            return order
        }
        // The output limit is seen when the output is read, which may be after the end.
        if limits.overflow == .kill, output.wasCut || errors.wasCut {
            return .outputLimit
        }
        let ending = Ending(waitStatus: record.wait_status, isBubblewrap: tier == .full)
        return ending == .signalled(SIGXCPU) && limits.cpuSeconds != nil ? .cpuTime : ending
    }

    /// Why the program was never executed, unless it was or the end was ordered before.
    private func failure(_ record: sandbox_record?) -> SandboxError? {
        guard let record, !record.has_run, !record.was_ordered else { return nil }
        if record.limit_error != 0 {
            return .launch(errno: record.limit_error, step: "limit of processes")
        }
        guard case .exited = Ending(waitStatus: record.wait_status, isBubblewrap: true) else { return nil }
        let line = errors.bytes.prefix { $0 != UInt8(ascii: "\n") }
        return .unavailable(reason: String(decoding: line, as: UTF8.self))
    }
}
