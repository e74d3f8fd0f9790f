import Foundation
import Sandbox

extension Job {
    /// A line of shell that compiles what lies in `source`, its working directory, with what makes a compiler fast.
    ///
    /// - Parameter mounts: besides the toolchain and `source`.
    static func compile(
        _ script: String, in source: Mount, _ mounts: [Mount], toolchain: Toolchain, sandbox: Sandbox,
        limits: Limits = Compiler.limits
    ) -> Job {
        Job(
            program: "/bin/sh", arguments: ["-c", script], environment: allocation,
            mounts: toolchain.mounts + [source] + mounts + hugePages,
            workingDirectory: sandbox.path(of: source), limits: limits)
    }

    /// Fewer and larger pages for the compiler's memory: a tenth of its time goes into page faults.
    ///
    /// Source: <https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html>
    private static let allocation = [
        "GLIBC_TUNABLES":
            "glibc.malloc.hugetlb=1:glibc.malloc.tcache_count=65535:glibc.malloc.mxfast=160"
            + ":glibc.malloc.top_pad=67108864:glibc.malloc.mmap_threshold=1073741824"
            + ":glibc.malloc.trim_threshold=1073741824"
    ]

    /// What the C library asks before it takes large pages.
    private static let hugePages: [Mount] = {
        let folder = "/sys/kernel/mm/transparent_hugepage"
        return access(folder, R_OK) == 0 ? [.readOnly(folder)] : []
    }()
}
