import Foundation
import Glibc

@testable import HostCore

/// A running `sil-host` and the tool's end of its channel.
final class HostProcess {
    private let channel: Channel
    let pid: pid_t
    private var isReaped = false

    struct Silent: Error {}

    /// What came from a whole run.
    struct Outcome {
        var records: [Record] = []
        var exitCode: Int32 = -1

        /// Results by test name.
        var results: [String: Record] = [:]

        subscript(_ test: String) -> Record? {
            results[test]
        }

        func status(_ test: String) -> String? {
            results[test]?.values("status").first
        }

        func output(_ test: String) -> String {
            results[test]?.values("output").first ?? ""
        }
    }

    init(
        host: URL = Toolchain.shared.host, prefix: [String] = [], arguments: [String] = [],
        environment: [String: String] = [:]
    ) throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Silent()
        }
        // No test hangs: a host that says nothing for this long has failed.
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        channel = Channel(descriptor: ends[0])
        pid = try Self.spawn(
            prefix + [host.path, "3"] + arguments, channel: ends[1], environment: environment)
        close(ends[1])
    }

    deinit {
        close(channel.descriptor)
        if !isReaped {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
    }

    func receive() throws -> Record? { try channel.receive() }
    func send(_ record: Record) throws { try channel.send(record) }

    /// The tool goes away.
    func hangUp() { shutdown(channel.descriptor, Int32(SHUT_RDWR)) }

    func waitForExit() -> Int32 {
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        isReaped = true
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
    }

    /// Sends an order after the host's hello and gives everything up to its end.
    func run(_ order: Record) throws -> Outcome {
        var outcome = Outcome()
        if let hello = try receive() { outcome.records.append(hello) }
        try send(order)
        let tests = order.values("test")
        while let record = try receive() {
            outcome.records.append(record)
            if record.kind == "result", let index = Int(try record.value("index")) {
                outcome.results[tests[index]] = record
            }
        }
        outcome.exitCode = waitForExit()
        return outcome
    }

    /// Runs tests of the fixture in a host of their own.
    static func run(
        _ tests: [String], job: Job? = nil, seconds: Double = 30, memoryMB: Int = 512, processes: Int = 64,
        outputKB: Int = 256, host: URL = Toolchain.shared.host, prefix: [String] = [],
        environment: [String: String] = [:], more: [(String, String)] = [], namesJob: Bool = true
    ) throws -> Outcome {
        let job = try job ?? Job.mode6.get()
        var order = order(
            tests, job: job, seconds: seconds, memoryMB: memoryMB,
            processes: processes,
            outputKB: outputKB)
        more.forEach { order.add($0.0, $0.1) }
        let arguments = namesJob ? [job.folder.path] : []
        return try HostProcess(host: host, prefix: prefix, arguments: arguments, environment: environment)
            .run(order)
    }

    static func order(
        _ tests: [String], job: Job, seconds: Double = 30, memoryMB: Int = 512, processes: Int = 64,
        outputKB: Int = 256
    ) -> Record {
        var order = Record("run")
        order.add("learner", job.learner.path)
        order.add("grader", job.grader.path)
        order.add("seconds", seconds)
        order.add("memory_mb", memoryMB)
        order.add("processes", processes)
        order.add("output_kb", outputKB)
        tests.forEach { order.add("test", $0) }
        return order
    }

    private static func spawn(
        _ command: [String], channel: Int32, environment: [String: String]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, channel, 3)
        let variables = environment.merging([
            "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin",
        ]) {
            given, _ in given
        }
        var arguments = command.map { strdup($0) } + [nil]
        var pairs = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + pairs).forEach { free($0) } }
        var pid: pid_t = 0
        guard posix_spawnp(&pid, command[0], &actions, nil, &arguments, &pairs) == 0 else {
            throw Silent()
        }
        return pid
    }
}
