import CSandbox
import Glibc

/// One call of the C launcher: a job's strings and limits as it wants them.
struct Launch {
    let confinement: Confinement
    let job: Job

    /// Begins the job, as root under the user of `slot`.
    func begin(slot: borrowing UserSlot?) throws(SandboxError) -> PendingRun {
        try check()
        let began = Watcher.now
        var spec = limitedSpec()
        spec.slot_fd = -1
        switch slot {
        case .some(let slot):
            spec.changes_user = true
            spec.user = slot.user
            spec.slot_fd = slot.lock
            try giveWritableFolders(to: slot.user)
        case .none:
            break
        }
        let scratch = confinement.newScratch()
        let waits = spec.processes_max > 0 && !spec.changes_user
        let command = confinement.command(for: job, scratch: scratch, waits: waits)
        var pending = sandbox_pending()
        var fault = sandbox_fault()
        guard begin(&spec, command, scratch: scratch, &pending, &fault) == 0 else { throw error(fault) }
        return PendingRun(launch: self, pending: pending, scratch: scratch, began: began)
    }

    /// Every pointer of `spec` lives as long as the call.
    private func begin(
        _ spec: inout sandbox_spec, _ command: Command, scratch: String?, _ pending: inout sandbox_pending,
        _ fault: inout sandbox_fault
    ) -> Int32 {
        let arguments = CStrings([command.program] + command.arguments)
        let environment = CStrings(
            command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        let hosts = CStrings(job.mounts.map(\.host))
        let names = CStrings([command.program, command.folder] + (scratch.map { [$0] } ?? []))
        let paths = zip(hosts.pointers, job.mounts).map { host, mount in
            sandbox_path(host: host, is_writable: mount.isWritable)
        }
        let descriptors = job.descriptors.map { sandbox_descriptor(from: $0.from, to: $0.to) }
        spec.program = UnsafePointer(names.pointers[0])
        spec.folder = UnsafePointer(names.pointers[1])
        spec.scratch = scratch == nil ? nil : UnsafePointer(names.pointers[2])
        spec.arguments = UnsafePointer(arguments.terminated)
        spec.environment = UnsafePointer(environment.terminated)
        return paths.withUnsafeBufferPointer { paths in
            descriptors.withUnsafeBufferPointer { descriptors in
                spec.paths = paths.baseAddress
                spec.paths_count = UInt32(paths.count)
                spec.descriptors = descriptors.baseAddress
                spec.descriptors_count = UInt32(descriptors.count)
                return withExtendedLifetime((arguments, environment, hosts, names)) {
                    sandbox_begin(&spec, &pending, &fault)
                }
            }
        }
    }

    /// As root, the user of the run must own what it may write to.
    private func giveWritableFolders(to user: uid_t) throws(SandboxError) {
        for mount in job.mounts where mount.isWritable {
            guard lchown(mount.host, user, user) == 0 else {
                throw .launch(errno: errno, step: "mount \(mount.host)")
            }
        }
    }

    /// A zero byte would cut a string short on its way through C.
    private func check() throws(SandboxError) {
        guard job.mounts.count <= SANDBOX_PATHS_MAX else { throw .launch(errno: E2BIG, step: "mounts") }
        let mounts = job.mounts.flatMap { [$0.host, $0.inside] }
        let environment = job.environment.flatMap { [$0.key, $0.value] }
        let strings = [job.program, job.workingDirectory ?? ""] + job.arguments + environment + mounts
        guard !strings.contains(where: { $0.utf8.contains(0) }) else {
            throw .launch(errno: EINVAL, step: "arguments")
        }
        let numbers = job.descriptors.map(\.to)
        guard numbers.allSatisfy(Job.descriptorNumbers.contains), Set(numbers).count == numbers.count else {
            throw .launch(errno: EINVAL, step: "descriptors")
        }
    }

    private func limitedSpec() -> sandbox_spec {
        let limits = job.limits
        var spec = sandbox_spec()
        spec.tier = confinement.code
        spec.has_channel = job.hasChannel
        spec.may_use_sockets = job.mayUseSockets
        spec.sets_no_new_privileges = confinement.mayForbidPrivileges
        spec.open_files_max = UInt64(clamping: limits.openFiles)
        spec.file_bytes_max = UInt64(clamping: min(limits.fileSizeMB, 1 << 30)) << 20
        spec.processes_max = UInt32(clamping: limits.processes ?? 0)
        // A backstop for the case that nobody looks in time: one second more than what looking allows.
        spec.cpu_seconds_max = limits.cpuSeconds.map { UInt64(min(max(0, $0), 1e9).rounded(.up)) + 1 } ?? 0
        return spec
    }

    func error(_ fault: sandbox_fault) -> SandboxError {
        if fault.step == Int32(SANDBOX_STEP_EXEC.rawValue), fault.error == ENOENT, confinement.tier == .full {
            return .bubblewrapMissing
        }
        return .launch(errno: fault.error, step: step(fault))
    }

    private func step(_ fault: sandbox_fault) -> String {
        switch sandbox_step(UInt32(fault.step)) {
        case SANDBOX_STEP_DESCRIPTORS: "descriptors"
        case SANDBOX_STEP_CLONE: "clone"
        case SANDBOX_STEP_SESSION: "session"
        case SANDBOX_STEP_SUBREAPER: "sub-reaper"
        case SANDBOX_STEP_CREDENTIALS: "change of user"
        case SANDBOX_STEP_PARENT_DEATH: "parent-death signal"
        case SANDBOX_STEP_PATH: "mount \(job.mounts[Int(fault.path_index)].host)"
        case SANDBOX_STEP_LIMITS: "limits"
        case SANDBOX_STEP_NO_NEW_PRIVILEGES: "no_new_privs"
        case SANDBOX_STEP_SCRATCH: "temporary folder"
        case SANDBOX_STEP_FOLDER: "working directory \(job.workingDirectory ?? "")"
        case SANDBOX_STEP_LANDLOCK: "Landlock"
        case SANDBOX_STEP_FILTER: "seccomp"
        default: "exec \(confinement.program(for: job))"
        }
    }
}

/// A run that has been begun and not been waited for.
struct PendingRun {
    fileprivate let launch: Launch
    fileprivate let pending: sandbox_pending
    fileprivate let scratch: String?
    fileprivate let began: Double

    /// Waits until the program has been executed; in tier `full`, until bubblewrap has. Once.
    func watcher() throws(SandboxError) -> (Watcher, channel: Int32?) {
        var run = sandbox_run()
        var fault = sandbox_fault()
        let result = withUnsafePointer(to: pending) { sandbox_await($0, &run, &fault) }
        guard result == 0 else { throw launch.error(fault) }
        let watcher = Watcher(
            run: run, limits: launch.job.limits, tier: launch.confinement.tier, scratch: scratch,
            started: began)
        return (watcher, run.channel_fd < 0 ? nil : run.channel_fd)
    }
}

/// Strings for C, freed with their owner.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]
    /// The same, ended by a null pointer.
    let terminated: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    init(_ strings: [String]) {
        pointers = strings.map { strdup($0) }
        terminated = .allocate(capacity: pointers.count + 1)
        terminated.initialize(from: pointers, count: pointers.count)
        terminated.advanced(by: pointers.count).initialize(to: nil)
    }

    deinit {
        for pointer in pointers {
            free(pointer)
        }
        terminated.deallocate()
    }
}
