// tries: Kills every process number there can be
// exercise: held-processes
// verdict-full: failed
// verdict-reduced: failed
// plain: 137

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    for process in pid_t(1)..<40_000 where process != getpid() && kill(process, SIGKILL) == 0 {
        print("BREACH killed", process)
    }
    return -1
}
