// tries: Kills the process that judges it
// exercise: held-processes
// verdict-full: failed
// verdict-reduced: failed
// plain: 137

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    if kill(getppid(), SIGKILL) == 0 { print("BREACH killed the parent") }
    return -1
}
