import CSandbox
import Glibc

/// One call of the C launcher: a job's strings and limits as it wants them.
struct Launch {
    let bubblewrap: Bubblewrap
    let job: Job

    /// Starts the job, as root under the user of `slot`.
    func start(slot: borrowing UserSlot?) throws(SandboxError) -> sandbox_run {
        try check()
        let hosts = CStrings(job.mounts.map(\.host))
        let paths = zip(hosts.pointers, job.mounts).map { host, mount in
            sandbox_path(host: host, is_writable: mount.isWritable)
        }
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
        let waits = spec.processes_max > 0 && !spec.changes_user
        let strings = CStrings(bubblewrap.arguments(for: job, waits: waits))
        var run = sandbox_run()
        var fault = sandbox_fault()
        let result = bubblewrap.path.withCString { program in
            paths.withUnsafeBufferPointer { paths in
                spec.program = program
                spec.arguments = UnsafePointer(strings.terminated)
                spec.paths = paths.baseAddress
                spec.paths_count = UInt32(paths.count)
                return sandbox_start(&spec, &run, &fault)
            }
        }
        guard result == 0 else { throw error(fault) }
        return run
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
        let strings = [job.program, job.workingDirectory] + job.arguments + environment + mounts
        guard !strings.contains(where: { $0.utf8.contains(0) }) else {
            throw .launch(errno: EINVAL, step: "arguments")
        }
    }

    private func limitedSpec() -> sandbox_spec {
        let limits = job.limits
        var spec = sandbox_spec()
        spec.has_channel = job.hasChannel
        spec.sets_no_new_privileges = !bubblewrap.isSetUserID
        spec.open_files_max = UInt64(clamping: limits.openFiles)
        spec.file_bytes_max = UInt64(clamping: min(limits.fileSizeMB, 1 << 30)) << 20
        spec.processes_max = UInt32(clamping: limits.processes ?? 0)
        // A backstop for the case that nobody looks in time: one second more than what looking allows.
        spec.cpu_seconds_max = limits.cpuSeconds.map { UInt64(min(max(0, $0), 1e9).rounded(.up)) + 1 } ?? 0
        return spec
    }

    private func error(_ fault: sandbox_fault) -> SandboxError {
        if fault.step == Int32(SANDBOX_STEP_EXEC.rawValue), fault.error == ENOENT {
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
        default: "exec \(bubblewrap.path)"
        }
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
