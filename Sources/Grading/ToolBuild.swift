import Glibc

/// Names this build of the tool in keys of what it has found out: another build may judge otherwise.
package enum ToolBuild {
    /// Size and time of the running program's file, which is another after each build and each upgrade; read once.
    package static let identity: String = {
        var status = stat()
        // Where a file system is not mounted (proc(5)) a version that cannot be told is one of its own.
        guard stat("/proc/self/exe", &status) == 0 else { return "\(getpid())" }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }()
}
