import Foundation
import Glibc

/// The load generator: wrk of Debian, one process, ended with this one however that ends
/// (`Docs/decisions/load-generator.md`).
public struct Wrk: Sendable {
    /// Absolute path.
    public var program: String
    /// Absolute path of `setpriv`; nil where there is none, and then a run that lost its parent ends by itself in time.
    public var guardian: String?

    public init(program: String, guardian: String?) {
        self.program = program
        self.guardian = guardian
    }

    /// Lua that runs once, at the end: no hook of a request or an answer slows the load down.
    public static let script = """
        done = function(summary, latency, requests)
          io.write(string.format(
            "\\n\(WrkSummary.mark) duration_us=%d requests=%d status=%d connect=%d read=%d write=%d timeout=%d "
              .. "p50_us=%d p99_us=%d\\n",
            summary.duration, summary.requests, summary.errors.status, summary.errors.connect,
            summary.errors.read, summary.errors.write, summary.errors.timeout,
            latency:percentile(50), latency:percentile(99)))
        end

        """

    /// What was asked of it, and what came.
    struct Run {
        /// nil where it printed no summary.
        var summary: WrkSummary?
        /// The last line it said on either stream.
        var lastLine: String
        /// User and system time, in seconds.
        var processorSeconds: Double
    }

    struct Order {
        var port: UInt16
        var target: String
        var connections: Int
        var seconds: Int
        /// A connection for each request.
        var closes: Bool
        /// Absolute path of a file with `script`.
        var scriptFile: String
    }

    /// Runs it on the calling thread, which has to stay: the kernel ends wrk with the thread that started it.
    ///
    /// - Parameter during: called while it runs, about every 20 ms, with the share of its time that is over, beyond 1 when
    ///   it should have ended.
    func run(_ order: Order, during: (Double) -> Void) throws -> Run {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw LoadError.notStarted(errno: errno) }
        // pipe2 is not in Glibc's module, and nobody else starts a program meanwhile.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let process: pid_t
        do {
            defer { close(ends[1]) }
            process = try start(order, output: ends[1])
        }
        let began = ContinuousClock.now
        let text = read(ends[0]) {
            let elapsed = ContinuousClock.now - began
            // Nothing that wrk does takes so long beyond its time.
            if elapsed > .seconds(order.seconds + 10) { kill(process, SIGKILL) }
            during((elapsed / .seconds(1)) / Double(order.seconds))
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Run(
            summary: WrkSummary(output: text),
            lastLine: text.split(separator: "\n").last.map { String($0.prefix(120)) } ?? "",
            processorSeconds: Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds)
                / 1e6)
    }

    private func arguments(_ order: Order) -> [String] {
        // One thread: the other cores are the server's.
        let own =
            [
                program, "-t", "1", "-c", "\(order.connections)", "-d", "\(order.seconds)s", "-s",
                order.scriptFile,
            ] + (order.closes ? ["-H", "Connection: close"] : [])
            + ["http://127.0.0.1:\(order.port)\(order.target)"]
        return guardian.map { [$0, "--pdeathsig", "KILL"] + own } ?? own
    }

    private func start(_ order: Order, output: Int32) throws -> pid_t {
        let words = arguments(order)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        let pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C"), nil]
        defer { (pointers + environment).forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, words[0], &actions, nil, pointers, environment)
        guard error == 0 else { throw LoadError.notStarted(errno: error) }
        return process
    }

    private func read(_ descriptor: Int32, between: () -> Void) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, 20)
            between()
            guard ready > 0 else { continue }
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            if bytes.count < 1 << 16 { bytes += chunk[..<count] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why nothing can be measured.
public enum LoadError: Error, Sendable, Equatable {
    /// wrk could not be started.
    case notStarted(errno: Int32)
    /// The file with its script could not be written.
    case noScript(path: String, errno: Int32)
}
