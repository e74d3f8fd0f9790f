import Course
import Foundation
import Sandbox
import Verdicts

/// A `sil-host` in its sandbox, started before the learner's code is even compiled: it loads XCTest and Foundation
/// meanwhile and waits.
struct HostSession: Sendable {
    private let process: Confined
    private let exercise: Exercise
    private let hostJob: String
    /// The job folder as the host sees it.
    private let job: String

    /// Threads that the explorer keeps ready for those of a scenario, and the processes that run it.
    private static let explorerTasks = 132

    /// What the run told, judged by nobody yet.
    struct Report: Sendable {
        var results: [Int: Record] = [:]
        /// Indices in the order the host began them.
        var started: [Int] = []
        /// The last record came, and counts what came before.
        var isComplete = false
        /// Why the run cannot be believed or could not begin; in the host's words.
        var fault: String?
        /// The deadline passed and the host was ended from outside.
        var wasCut = false
        /// The run was ended from outside because a test had failed and nobody asks about the others.
        var hasEnough = false
        /// The run was ended from outside for what all its files together held.
        var filledDisk = false
        var wallSeconds = 0.0
    }

    /// - Parameter writing: a folder that the host may write to, but no test.
    init(
        for exercise: Exercise, sandbox: Sandbox, runtime: RuntimeBuild, toolchain: Toolchain, job: String,
        writing: Mount? = nil
    ) throws {
        self.exercise = exercise
        hostJob = job
        let limits = exercise.limits
        let host = Mount.readOnly(runtime.hostFolder, at: "/host")
        let folder = Mount.readOnly(job, at: "/job")
        self.job = sandbox.path(of: folder)
        process = try sandbox.start(
            Job(
                program: sandbox.path(of: host) + "/" + Self.program(for: exercise),
                arguments: ["\(Job.channelDescriptor)", self.job],
                mounts: [host, folder, .readOnly(toolchain.libraries)] + (writing.map { [$0] } ?? []),
                limits: Limits(
                    // The host waits while the learner's code is compiled; its own deadline begins with `run`.
                    wallSeconds: Compiler.limits.wallSeconds * 2 + limits.seconds + 10,
                    // The host watches each test; this is for what it would miss, tests running side by side included.
                    memoryMB: limits.memoryMB * 2 + 1024, openFiles: 512, fileSizeMB: 64, outputKB: 64,
                    overflow: .drain),
                hasChannel: true, mayUseSockets: exercise.uses.contains(.sockets)))
    }

    private static func program(for exercise: Exercise) -> String {
        exercise.kind == .explore ? RuntimeBuild.exploringHost : RuntimeBuild.host
    }

    func cancel() async {
        process.kill()
        _ = await process.finish()
    }

    /// Runs `tests` of the libraries in the job folder and returns when everything the run started is gone. Cancelling
    /// the task ends the run, and what it reports is then nothing to judge.
    ///
    /// - Parameters:
    ///   - finding: found in the only test: its schedule alone is run, all of them where its choices are not kept.
    ///   - seed: where schedules that are sampled begin; nil for the usual place.
    ///   - haste: nil to run all tests, within the exercise's limit.
    ///   - opened: called once the host holds the libraries: their files may go.
    func run(
        _ tests: [TestCase], replaying finding: Finding? = nil, seed: UInt64? = nil, haste: Haste? = nil,
        opened: @escaping @Sendable () -> Void
    ) async -> Report {
        let limits = exercise.limits
        let allowed = haste?.seconds ?? limits.seconds
        func leave(_ capability: Exercise.Capability) -> String {
            exercise.uses.contains(capability) ? "yes" : "no"
        }
        let program = access(hostJob + "/program", F_OK) == 0 ? [("program", job + "/program")] : []
        let order = Record(
            "run",
            [
                ("learner", job + "/learner.so"), ("grader", job + "/grader.so"),
                ("seconds", "\(allowed)"), ("memory_mb", "\(limits.memoryMB)"),
                ("processes", "\(limits.processes + (exercise.kind == .explore ? Self.explorerTasks : 0))"),
                ("output_kb", "\(limits.outputKB)"),
                ("exec", leave(.processes)), ("sockets", leave(.sockets)),
                // What watches the learner's processes reads of them there.
                ("proc", [.process, .server].contains(exercise.kind) ? "all" : "self"),
            ] + program + (seed.map { [("seed", String($0))] } ?? []) + tests.map { ("test", $0.name) }
                + Self.replayed(finding))
        let channel = process.channel ?? -1
        // Half a second more than the host allows itself: when it works, it ends its tests itself and tells which.
        let seconds = allowed + 0.5
        var report = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: blocking in the pool of tasks could starve the pumps it waits for.
                let thread = Thread {
                    continuation.resume(
                        returning: Self.converse(
                            on: channel, order: order, count: tests.count, seconds: seconds,
                            isHasty: haste != nil, opened: opened))
                }
                thread.start()
            }
        } onCancel: {
            // The other end of the channel goes with it, which ends the conversation.
            process.kill()
        }
        if !report.isComplete { process.kill() }
        let finished = await process.finish()
        report.filledDisk = !report.isComplete && finished.ending == .diskFull
        if report.filledDisk { report.fault = nil }
        if report.fault == nil, !report.isComplete, !report.wasCut, !report.hasEnough, !report.filledDisk {
            let words = String(decoding: finished.errors.prefix(500), as: UTF8.self)
            report.fault = "host ended early (\(finished.ending)) \(words)"
        }
        return report
    }

    private static func replayed(_ finding: Finding?) -> [(String, String)] {
        guard let scenario = finding?.scenario, let choices = finding?.choices, !choices.isEmpty else {
            return []
        }
        return [("replay", "\(choices) \(scenario.title)")]
    }

    private static func converse(
        on channel: Int32, order: Record, count: Int, seconds: Double, isHasty: Bool, opened: () -> Void
    ) -> Report {
        var report = Report()
        let began = now()
        // Until `hello` the machine may be slow; the tests' time has not begun.
        guard let hello = receive(on: channel, until: began + 20) else {
            report.fault = "no hello"
            return report
        }
        guard hello.kind == "hello", hello["version"] == "1", hello["threads"] == "1" else {
            report.fault = hello["what"] ?? "unexpected \(hello.kind)"
            return report
        }
        guard send(order, on: channel) else {
            report.fault = "host does not listen"
            return report
        }
        let start = now()
        let deadline = start + seconds
        defer { report.wallSeconds = now() - start }
        while !report.isComplete {
            guard let record = receive(on: channel, until: deadline) else {
                report.wasCut = now() >= deadline
                return report
            }
            if record.kind == "opened" { opened() }
            report.take(record, count: count)
            if report.fault != nil { return report }
            if isHasty, record.kind == "result", record["status"] != TestStatus.passed.rawValue {
                report.hasEnough = true
                return report
            }
        }
        return report
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func send(_ record: Record, on channel: Int32) -> Bool {
        var bytes = record.frame[...]
        while !bytes.isEmpty {
            // A peer that is gone must be an error, not a signal to `sil`.
            let count = bytes.withUnsafeBytes {
                Glibc.send(channel, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    /// nil at the deadline, at the end of the stream, and for bytes that are no record.
    private static func receive(on channel: Int32, until deadline: Double) -> Record? {
        guard let head = read(4, on: channel, until: deadline) else { return nil }
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard length <= Record.maximumBytes, let body = read(length, on: channel, until: deadline) else {
            return nil
        }
        return Record(body: body)
    }

    private static func read(_ count: Int, on channel: Int32, until deadline: Double) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            var wait = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
            let left = deadline - now()
            guard left > 0 else { return nil }
            let ready = poll(&wait, 1, Int32((left * 1000).rounded(.up)))
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return nil }
            let here = got
            let more = bytes.withUnsafeMutableBytes {
                Glibc.read(channel, $0.baseAddress! + here, count - here)
            }
            if more < 0 && errno == EINTR { continue }
            guard more > 0 else { return nil }
            got += more
        }
        return bytes
    }
}

extension HostSession.Report {
    /// Takes one record; anything missing, extra, repeated or out of order makes the whole run unbelievable.
    mutating func take(_ record: Record, count: Int) {
        switch record.kind {
        case "opened": break
        case "start":
            guard let index = record["index"].flatMap({ Int($0) }), index == started.count, index < count
            else {
                fault = "start out of order"
                return
            }
            started.append(index)
        case "result":
            guard let index = record["index"].flatMap({ Int($0) }), started.contains(index),
                results[index] == nil
            else {
                fault = "result out of order"
                return
            }
            results[index] = record
        case "done":
            guard record["count"] == "\(results.count)" else {
                fault = "results are missing"
                return
            }
            isComplete = true
        case "fault": fault = record["what"] ?? "fault"
        default: fault = "unexpected \(record.kind)"
        }
    }
}
