import Foundation
import Glibc

/// One command as a whole process: how long it took, and the processor time of it and of all children it waited for.
struct Command {
    /// Wall and processor (user and system) seconds.
    struct Cost {
        var wall = 0.0
        var cpu = 0.0
        /// The most memory that one of the processes held, in KiB.
        var memoryKB = 0

        static func + (a: Cost, b: Cost) -> Cost {
            Cost(wall: a.wall + b.wall, cpu: a.cpu + b.cpu, memoryKB: max(a.memoryKB, b.memoryKB))
        }
    }

    /// Program (an absolute path) and arguments.
    var words: [String]
    var folder: URL
    var environment: [String: String] = ProcessInfo.processInfo.environment
    /// The exit status that means that the work was done.
    var expectedStatus: Int32 = 0
    /// What becomes the command's descriptor 3, written from its beginning; nil: the command has none.
    var records: URL?

    /// Runs the command once, its output going to `log`, and throws when it ends otherwise than expected.
    @discardableResult
    func run(log: URL) throws -> Cost {
        let (status, cost) = try outcome(log: log)
        try check(status, log: log)
        return cost
    }

    func check(_ status: Int32, log: URL) throws {
        guard status & 0x7f == 0, (status >> 8) & 0xff == expectedStatus else {
            let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            throw BenchError.failed(words.joined(separator: " "), status: status, output: said)
        }
    }

    /// Runs the command once, however it ends, stderr going the way of this program's; returns its wait status.
    func status(log: URL) throws -> Int32 { try outcome(log: log, errorsToo: false).status }

    private func outcome(log: URL, errorsToo: Bool = true) throws -> (status: Int32, cost: Cost) {
        let start = ContinuousClock.now
        return wait(for: try spawn(log: log, errorsToo: errorsToo), since: start)
    }

    func wait(for child: pid_t, since start: ContinuousClock.Instant) -> (status: Int32, cost: Cost) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) == -1 && errno == EINTR {}
        return (
            status,
            Cost(
                wall: (.now - start).inSeconds, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
                memoryKB: Int(usage.ru_maxrss))
        )
    }

    /// - Parameter terminal: what it reads from and writes to; nil: it reads nothing and writes to `log`.
    func spawn(
        log: URL, terminal: String? = nil, inGroup: Bool = false, errorsToo: Bool = true
    ) throws -> pid_t {
        // This program has one thread, so its own current folder can be the child's: nothing between us and it.
        guard chdir(folder.path) == 0 else { throw BenchError.noFolder(folder.path) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let terminal {
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        }
        if errorsToo { posix_spawn_file_actions_adddup2(&actions, 1, 2) }
        if let records {
            posix_spawn_file_actions_addopen(&actions, 3, records.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this program blocks to wait for its children is none of theirs.
        var nothing = sigset_t()
        sigemptyset(&nothing)
        posix_spawnattr_setsigmask(&attributes, &nothing)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | (inGroup ? POSIX_SPAWN_SETPGROUP : 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let error = posix_spawn(&child, words[0], &actions, &attributes, &arguments, &variables)
        guard error == 0 else { throw BenchError.notStarted(words[0], errno: error) }
        return child
    }

    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
