import Foundation
import Glibc
import Synchronization

/// A way to start the host for which the kernel enforces limits on processes: it does not for root.
///
/// As root, a copy of the host is run by a user that has no other process; otherwise the host itself is run.
struct UnprivilegedHost {
    let host: URL
    let prefix: [String]
    /// No other process runs as this user.
    let isAlone: Bool
    private let user: uid_t

    init(of given: URL = Toolchain.shared.host) throws {
        guard getuid() == 0 else {
            host = given
            prefix = Self.net(processes: 4000)
            isAlone = false
            user = getuid()
            return
        }
        // The checkout may lie where others cannot go.
        let folder = try Job.emptyFolder("sil-host-copy")
        host = folder.appending(path: "sil-host")
        try Self.copy(given, to: host)
        user = Self.unusedUser()
        prefix =
            ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"] + Self.net(processes: 400)
        isAlone = true
    }

    /// By a process of its own: a child that another test forks while this one writes would have the file open for writing, and nobody
    /// could execute it (`ETXTBSY`, execve(2)).
    static func copy(_ file: URL, to copy: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/cp")
        process.arguments = [file.path, copy.path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Each its own: the kernel counts processes by user, and tests run side by side.
    private static func unusedUser() -> uid_t {
        let number = used.withLock { used in
            defer { used += 1 }
            return used
        }
        return 65_600 + (UInt32(getpid()) * 16 + number) % 4000
    }

    private static let used = Mutex<uid_t>(0)

    /// A limit around the host's own: should that ever fail, a fork bomb still stays small.
    private static func net(processes: Int) -> [String] {
        ["prlimit", "--nproc=\(processes):\(processes)"]
    }

    /// Processes of the user now.
    var processCount: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { name in
            var info = stat()
            return Int(name) != nil && stat("/proc/\(name)", &info) == 0 && info.st_uid == user
        }.count
    }
}
