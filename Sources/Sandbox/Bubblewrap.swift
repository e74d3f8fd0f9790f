import CSandbox
import Glibc

/// bubblewrap's command line for a job. The order of mounts matters: later ones lie over earlier ones.
struct Bubblewrap: Sendable {
    /// Absolute path of the program.
    let path: String
    /// /usr, and /bin, /lib, /lib64 as this system has them. Never /etc, /home, /root.
    let system: [String]
    /// A set-user-id bubblewrap needs the privileges that it gives up itself.
    let isSetUserID: Bool

    /// The program at `path`, or the first `bwrap` in PATH.
    init(path: String?) throws(SandboxError) {
        let found = path.map { access($0, X_OK) == 0 ? $0 : nil } ?? Self.search()
        guard let found else { throw .bubblewrapMissing }
        self.path = found
        system = Self.systemArguments()
        var status = stat()
        isSetUserID = stat(found, &status) == 0 && status.st_mode & S_ISUID != 0
    }

    /// What follows the program's name.
    ///
    /// - Parameter waits: bubblewrap waits for the warden to limit its processes.
    func arguments(for job: Job, waits: Bool) -> [String] {
        var arguments = Self.namespaces
        let environment = Job.baseEnvironment.merging(job.environment) { _, job in job }
        arguments += ["--clearenv"]
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            arguments += ["--setenv", name, value]
        }
        arguments += ["--json-status-fd", String(SANDBOX_STATUS_FD), "--seccomp", String(SANDBOX_FILTER_FD)]
        if waits {
            arguments += ["--block-fd", String(SANDBOX_BLOCK_FD)]
        }
        arguments += system + Self.privateFolders
        for mount in job.mounts {
            arguments += [mount.isWritable ? "--bind" : "--ro-bind", mount.host, mount.inside]
        }
        arguments += ["--remount-ro", "/", "--chdir", job.workingDirectory ?? "/tmp", "--", job.program]
        return arguments + job.arguments
    }

    private static let namespaces = [
        "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--disable-userns", "--die-with-parent", "--new-session",
        "--uid", "65534", "--gid", "65534", "--hostname", "sil",
    ]

    /// /proc/sys a second time because bubblewrap leaves it writable for kernel user 0, should one ever get here.
    /// bubblewrap's /dev is a writable file system of half the RAM: closed, but for a small /dev/shm.
    private static let privateFolders = [
        "--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys",
        "--dev", "/dev", "--size", String(Sandbox.sharedMemoryMB << 20), "--tmpfs", "/dev/shm",
        "--remount-ro", "/dev",
        "--size", String(Sandbox.temporaryMB << 20), "--tmpfs", "/tmp",
    ]

    private static func systemArguments() -> [String] {
        var arguments = ["--ro-bind", "/usr", "/usr"]
        for folder in ["/bin", "/lib", "/lib64"] {
            if let target = linkTarget(folder) {
                arguments += ["--symlink", target, folder]
            } else if access(folder, F_OK) == 0 {
                arguments += ["--ro-bind", folder, folder]
            }
        }
        return arguments
    }

    /// What a symbolic link says, or nil if there is none.
    private static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let text = buffer.baseAddress else { return nil }
            let count = readlink(path, text, buffer.count)
            guard count > 0 else { return nil }
            return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    private static func search() -> String? {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin"
        return folders.split(separator: ":")
            .filter { $0.hasPrefix("/") }
            .map { "\($0)/bwrap" }
            .first { access($0, X_OK) == 0 }
    }
}
