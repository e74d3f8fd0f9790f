import Foundation
import Glibc

@testable import HostCore

/// One run of `sil-host` over a graded program, as the tool starts it but without the tool.
struct HostRun {
    struct Silent: Error {}

    var results: [String: Record] = [:]
    var fault: String?

    /// `passed`, `failed`, `crashed`…; nil for a test that has no result.
    func status(_ test: String) -> String? {
        results[test]?.values("status").first
    }

    func said(_ test: String) -> String {
        guard let record = results[test] else { return fault ?? "no result" }
        return (record.values("failure") + record.values("output")).joined(separator: "\n")
    }

    init(_ build: GradedBuild, tests: [String], processes: Int = 512, environment: [String: String] = [:])
        throws
    {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw Silent()
        }
        // No test hangs: a host that says nothing for this long has failed.
        var patience = timeval(tv_sec: 90, tv_usec: 0)
        setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let channel = Channel(descriptor: ends[0])
        let pid = try Self.spawn(build.toolchain.host.path, channel: ends[1], environment: environment)
        close(ends[1])
        defer {
            close(ends[0])
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        guard try channel.receive()?.kind == "hello" else { throw Silent() }
        var order = Record("run")
        order.add("learner", build.learner.path)
        order.add("grader", build.grader.path)
        if let program = build.program { order.add("program", program.path) }
        // As for every exercise whose tests watch processes.
        order.add("proc", "all")
        for (key, value) in [
            ("seconds", 40), ("memory_mb", 512), ("processes", processes), ("output_kb", 1024),
        ] {
            order.add(key, value)
        }
        tests.forEach { order.add("test", $0) }
        try channel.send(order)
        while let record = try channel.receive() {
            if record.kind == "result", let index = Int(try record.value("index")) {
                results[tests[index]] = record
            }
            if record.kind == "fault" { fault = try record.value("what") }
        }
    }

    private static func spawn(_ host: String, channel: Int32, environment: [String: String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, channel, 3)
        let variables = environment.merging(
            ["TZ": "UTC", "SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin", "HOME": "/tmp"]
        ) { given, _ in given }
        let words = [host, "3"]
        var arguments = words.map { strdup($0) } + [nil]
        var pairs = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { (arguments + pairs).forEach { free($0) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, host, &actions, nil, &arguments, &pairs) == 0 else { throw Silent() }
        return pid
    }
}
