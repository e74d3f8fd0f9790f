import CSandbox
import Glibc

/// The only place that starts programs nobody vouches for.
///
/// A program sees /usr and what its job mounts. In tier `full` it has a private /tmp, /dev, /proc and network with
/// nothing but a loopback, and everything else of the machine does not exist for it; what the other tiers hold stands
/// in `Docs/confinement.md`. It runs as a user without rights; started by root, as an unused user of its own.
public struct Sandbox: Sendable {
    /// Size of a job's temporary folder; in tier `full` in RAM, beside `Limits.memoryMB`.
    public static let temporaryMB = 64
    /// Most files and folders in a job's temporary folder.
    public static let temporaryFiles = Int(SANDBOX_SCRATCH_FILES_MAX)
    /// Most megabytes that a job may write to disks in all where its temporary folder is on one: what was deleted and
    /// is still open lies in no folder. In tier `full` this is no limit.
    public static let writtenMB = 1024
    /// Size of a job's /dev/shm in tier `full`; the others have none.
    public static let sharedMemoryMB = 4

    let confinement: Confinement
    /// Where the users for the runs of root are kept; nil for another user.
    private let slots: String?

    /// What is in force for each job.
    public var tier: Tier { confinement.tier }

    /// Where a job's temporary folder is, if that is the same for each: in tier `full`. In the others a job is told by
    /// its environment (TMPDIR).
    public var temporaryFolder: String? { tier == .full ? "/tmp" : nil }

    /// Where the program finds a mount: without a mount namespace at the host's own path.
    public func path(of mount: Mount) -> String {
        tier == .full ? mount.inside : mount.host
    }

    init(confinement: Confinement, cache: String, slots: String?) throws(SandboxError) {
        self.confinement = confinement
        let isRoot = geteuid() == 0
        let mode: mode_t = isRoot ? 0o711 : 0o700
        try Folder.make(cache, mode: mode)
        switch confinement {
        case .bubblewrap: break
        case .landlock(let runs), .limits(let runs): try Folder.make(runs, mode: mode)
        }
        self.slots = isRoot ? try Self.makeSlots(slots, cache: cache) : nil
    }

    /// One folder for the whole machine: with one for each cache, two runs could get the same user, and each would
    /// count the other's processes as its own. Where /run takes no writes, the cache has to do.
    private static func makeSlots(_ told: String?, cache: String) throws(SandboxError) -> String {
        if let told {
            try Folder.make(told, mode: 0o700)
            return told
        }
        do {
            try Folder.make("/run/siltarae/slots", mode: 0o700)
            return "/run/siltarae/slots"
        } catch {
            try Folder.make("\(cache)/slots", mode: 0o700)
            return "\(cache)/slots"
        }
    }

    /// Starts a job.
    ///
    /// Returns once bubblewrap has been executed; the program itself starts a few milliseconds later. In other tiers,
    /// once the program has been executed.
    public func start(_ job: Job) throws(SandboxError) -> Confined {
        let pending = try begin(job)
        return try confined(pending)
    }

    /// Starts two jobs at a time, which takes hardly longer than one. If one cannot be started, neither is.
    public func start(_ first: Job, _ second: Job) throws(SandboxError) -> (Confined, Confined) {
        let pending = try begin(first)
        let next: PendingRun
        do {
            next = try begin(second)
        } catch {
            // Dropped at once, it is killed.
            _ = try confined(pending)
            throw error
        }
        let started = Result { () throws(SandboxError) in try confined(pending) }
        let other = try confined(next)
        return (try started.get(), other)
    }

    /// Starts a job and waits for its end. Throws also what `Finished.failure` says.
    public func run(_ job: Job) async throws(SandboxError) -> Finished {
        let finished = try await start(job).finish()
        if let failure = finished.failure { throw failure }
        return finished
    }

    private func begin(_ job: Job) throws(SandboxError) -> PendingRun {
        // The launcher passes the slot on to the run; ours ends here.
        let slot: UserSlot? = if let slots { try UserSlot.claim(in: slots) } else { nil }
        return try Launch(confinement: confinement, job: job).begin(slot: slot)
    }

    private func confined(_ pending: PendingRun) throws(SandboxError) -> Confined {
        let (watcher, channel) = try pending.watcher()
        let confined = Confined(state: watcher.state, channel: channel, warden: watcher.warden)
        let error = watcher.startThread()
        guard error == 0 else {
            watcher.state.end(.killed)
            _ = watcher.watch()
            throw .launch(errno: error, step: "thread")
        }
        return confined
    }

    /// Runs a job on the calling thread.
    func runHere(_ job: Job) throws(SandboxError) -> Finished {
        let finished = try begin(job).watcher().0.watch()
        if let failure = finished.failure { throw failure }
        return finished
    }
}
