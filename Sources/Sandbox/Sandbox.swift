import CSandbox
import Glibc

/// The only place that starts programs nobody vouches for.
///
/// A program sees /usr, what its job mounts, and a private /tmp, /dev, /proc and network with nothing but a loopback.
/// It runs as a user without rights; started by root, as an unused user of its own. Everything else of the machine
/// does not exist for it.
public struct Sandbox: Sendable {
    /// What is in force for each job.
    public let tier: Tier

    /// Size of a job's private /tmp, in RAM beside `Limits.memoryMB`.
    public static let temporaryMB = 64
    /// Size of a job's /dev/shm.
    public static let sharedMemoryMB = 4

    private let bubblewrap: Bubblewrap
    /// Where the users for the runs of root are kept; nil for another user.
    private let slots: String?

    /// Finds out by a run of `true` what can be had on this machine.
    ///
    /// A success is remembered in a file of `cache` for this boot, user and bubblewrap; a failure is not, since what
    /// causes it may be mended meanwhile. `cache` is made if it is not there. Takes about 6 ms the first time.
    ///
    /// - Parameter bubblewrap: path of the program; nil for the first `bwrap` in PATH.
    public static func probe(cache: String, bubblewrap: String? = nil) throws(SandboxError) -> Sandbox {
        #if !arch(x86_64)
            throw .unsupportedProcessor(machine())
        #else
            let sandbox = try Sandbox(cache: cache, bubblewrap: Bubblewrap(path: bubblewrap))
            let fact = Fact(file: "\(cache)/sandbox-probe")
            let key = Fact.key(["full", "user=\(geteuid())"], files: [sandbox.bubblewrap.path])
            if let key, fact?.holds(key) == true { return sandbox }
            try sandbox.test()
            if let key {
                fact?.record(key)
            }
            return sandbox
        #endif
    }

    private init(cache: String, bubblewrap: Bubblewrap) throws(SandboxError) {
        tier = .full
        self.bubblewrap = bubblewrap
        let isRoot = geteuid() == 0
        try Folder.make(cache, mode: isRoot ? 0o711 : 0o700)
        slots = isRoot ? "\(cache)/slots" : nil
        if let slots {
            try Folder.make(slots, mode: 0o700)
        }
    }

    /// Starts a job.
    ///
    /// Returns once bubblewrap has been executed; the program itself starts a few milliseconds later.
    public func start(_ job: Job) throws(SandboxError) -> Confined {
        let (watcher, channel) = try launch(job)
        let confined = Confined(state: watcher.state, channel: channel)
        let error = watcher.startThread()
        guard error == 0 else {
            watcher.state.end(.killed)
            _ = watcher.watch()
            throw .launch(errno: error, step: "thread")
        }
        return confined
    }

    /// Starts a job and waits for its end. Throws also what `Finished.failure` says.
    public func run(_ job: Job) async throws(SandboxError) -> Finished {
        let finished = try await start(job).finish()
        if let failure = finished.failure { throw failure }
        return finished
    }

    private func launch(_ job: Job) throws(SandboxError) -> (Watcher, channel: Int32?) {
        let launch = Launch(bubblewrap: bubblewrap, job: job)
        let started = Watcher.now
        let slot: UserSlot? = if let slots { try UserSlot.claim(in: slots) } else { nil }
        let run = try launch.start(slot: slot)
        let channel = run.channel_fd < 0 ? nil : run.channel_fd
        return (Watcher(run: run, limits: job.limits, started: started), channel)
    }

    /// Runs `true` on the calling thread.
    private func test() throws(SandboxError) {
        guard access("/proc/thread-self/children", R_OK) == 0 else {
            throw .launch(errno: errno, step: "/proc/thread-self/children")
        }
        let limits = Limits(wallSeconds: 10, memoryMB: 64, processes: 16, outputKB: 4)
        let (watcher, _) = try launch(Job(program: "/usr/bin/true", limits: limits))
        let finished = watcher.watch()
        if let failure = finished.failure { throw failure }
        guard finished.ending == .exited(0) else {
            throw .unavailable(reason: "bwrap true: \(finished.ending)")
        }
    }
}
