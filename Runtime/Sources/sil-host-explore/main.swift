import CInterpose
import HostCore

// `sil-host` with the explorer's definitions before those of libc and Swift's runtime: `GraderKit.explore` works.
ip_start_again(CommandLine.unsafeArgv)
HostMain.run(exploring: .inProcess)
