import Foundation
import Glibc

/// One run of a program, set up as a shell or a terminal would set it up.
struct SilProcess {
    /// What the program's standard streams are.
    enum Streams {
        /// stdout and stderr captured apart, stdin at its end.
        case pipes
        /// stdout is a pipe that nobody reads any more, as after `| head`; stderr is captured.
        case closedOutput
        /// All three are a terminal of this many columns, which types `input`; what it shows is `stdout`.
        case terminal(columns: UInt16, input: String)
        /// A terminal of this many columns at which somebody types: each text once what it waits for has been shown.
        case dialog(columns: UInt16, [(seen: String, typed: String)])
        /// The same with somebody who also does other things: each is done once what it waits for has been shown, and
        /// gives the text to type then.
        case session(columns: UInt16, [(seen: String, act: () throws -> String)])
        /// A terminal of this many columns; once `seen` has been shown, this signal is sent.
        case killed(columns: UInt16, seen: String, signal: Int32)
    }

    enum Failure: Error {
        case notStarted(path: String, errno: Int32)
        case noTerminal(errno: Int32)
        case stillRunning(after: Duration, Result)
    }

    struct Result: CustomStringConvertible {
        /// The exit status; 128 + N when signal N ended it, as a shell says it.
        var status: Int32 = 0
        var output = Data()
        var errors = Data()
        /// Wall time from start to end.
        var elapsed: Duration = .zero
        /// Of `killed`: whether the terminal's modes are those from before.
        var modesAreKept = true

        var stdout: String { String(decoding: output, as: UTF8.self) }
        var stderr: String { String(decoding: errors, as: UTF8.self) }

        /// What a test that waited in vain saw last.
        var description: String {
            "status \(status), \(elapsed), …\(stdout.suffix(1_500).debugDescription), …\(stderr.suffix(500).debugDescription)"
        }
    }

    var executable = Checkout.sil.path
    var arguments: [String] = []
    var environment: [String: String] = [:]
    var currentFolder: URL
    var streams = Streams.pipes
    /// Generous: the first grading builds the runtime. Who is not done by then is killed, with its whole session.
    var deadline: Duration = .seconds(240)

    /// Starts the program, collects what it says and waits for its end.
    func run() throws -> Result {
        switch streams {
        case .pipes:
            let out = try Pipe(), err = try Pipe()
            let child = try spawn { actions in
                posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
                posix_spawn_file_actions_adddup2(&actions, out.writer.number, 1)
                posix_spawn_file_actions_adddup2(&actions, err.writer.number, 2)
            }
            out.writer.close()
            err.writer.close()
            return try collect(child, out: out.reader, err: err.reader)
        case .closedOutput:
            let out = try Pipe(), err = try Pipe()
            out.reader.close()
            let child = try spawn { actions in
                posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
                posix_spawn_file_actions_adddup2(&actions, out.writer.number, 1)
                posix_spawn_file_actions_adddup2(&actions, err.writer.number, 2)
            }
            out.writer.close()
            err.writer.close()
            return try collect(child, out: nil, err: err.reader)
        case .terminal(let columns, let input):
            let terminal = try Terminal(columns: columns)
            let child = try spawn(at: terminal)
            terminal.type(input)
            return try collect(child, out: terminal.master, err: nil)
        case .dialog(let columns, let lines):
            let terminal = try Terminal(columns: columns)
            return try collect(
                try spawn(at: terminal), out: terminal.master, err: nil,
                acting: lines.map { line in (line.seen, { line.typed }) }, at: terminal)
        case .session(let columns, let steps):
            let terminal = try Terminal(columns: columns)
            return try collect(
                try spawn(at: terminal), out: terminal.master, err: nil, acting: steps, at: terminal)
        case .killed(let columns, let seen, let signal):
            let terminal = try Terminal(columns: columns)
            // Held, or its modes would go with the last program that sits there.
            let seat = Descriptor(open(terminal.name, O_RDWR | O_NOCTTY))
            let before = seat.localModes
            var result = try collect(
                try spawn(at: terminal), out: terminal.master, err: nil, killing: (seen, signal))
            result.modesAreKept = seat.localModes == before
            return result
        }
    }

    private func spawn(at terminal: Terminal) throws -> pid_t {
        try spawn { actions in
            // The first terminal that a session leader opens becomes its own.
            posix_spawn_file_actions_addopen(&actions, 0, terminal.name, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
    }

    private func spawn(_ prepare: (inout posix_spawn_file_actions_t) -> Void) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepare(&actions)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // As an interactive shell leaves them, even where these tests were started with some ignored (`… &`).
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGPIPE, SIGINT, SIGQUIT, SIGTERM] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // Threads of a test block nearly all signals: what they start would never hear of SIGTERM, nor of its children.
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        // POSIX_SPAWN_SETSID, which Glibc's module leaves out: a session of its own can be killed as a whole.
        let setSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(setSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))

        // posix_spawn's own way to change folders is not in Glibc's module; env(1) does it and becomes the program.
        let command = ["/usr/bin/env", "-C", currentFolder.path, executable] + arguments
        var argv = command.map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child: pid_t = 0
        let error = posix_spawn(&child, command[0], &actions, &attributes, &argv, &envp)
        guard error == 0 else { throw Failure.notStarted(path: executable, errno: error) }
        return child
    }

    /// Reads until both streams end. A process that the program left behind may hold them open: once the program
    /// itself is gone, only what is already there is read.
    private func collect(
        _ child: pid_t, out: Descriptor?, err: Descriptor?,
        acting steps: [(seen: String, act: () throws -> String)] = [], at terminal: Terminal? = nil,
        killing: (seen: String, signal: Int32)? = nil
    ) throws -> Result {
        var killing = killing
        var steps = steps[...]
        let clock = ContinuousClock()
        let start = clock.now
        var result = Result()
        var ended = false
        var readers = [(\Result.output, out), (\Result.errors, err)].compactMap { path, descriptor in
            descriptor.map { (path: path, descriptor: $0) }
        }
        while !ended || !readers.isEmpty {
            var polled = readers.map { pollfd(fd: $0.descriptor.number, events: Int16(POLLIN), revents: 0) }
            let ready = poll(&polled, nfds_t(polled.count), 20)
            if ready > 0 {
                for (index, entry) in polled.enumerated().reversed() where entry.revents != 0 {
                    guard let bytes = readers[index].descriptor.read() else {
                        readers.remove(at: index)
                        continue
                    }
                    result[keyPath: readers[index].path] += bytes
                }
                if let step = steps.first, result.stdout.contains(step.seen) {
                    terminal?.type(try step.act())
                    steps = steps.dropFirst()
                }
                if let order = killing, result.stdout.contains(order.seen) {
                    kill(child, order.signal)
                    killing = nil
                }
            } else if ended {
                break
            }
            if !ended, let status = exitStatus(of: child) {
                ended = true
                result.status = status
                result.elapsed = clock.now - start
            }
            if !ended, clock.now - start > deadline {
                kill(-child, SIGKILL)
                waitpid(child, nil, 0)
                throw Failure.stillRunning(after: deadline, result)
            }
        }
        return result
    }

    private func exitStatus(of child: pid_t) -> Int32? {
        var raw: Int32 = 0
        guard waitpid(child, &raw, WNOHANG) == child else { return nil }
        let signal = raw & 0x7f
        return signal == 0 ? (raw >> 8) & 0xff : 128 + signal
    }
}
