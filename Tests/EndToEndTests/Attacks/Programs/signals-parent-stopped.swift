// tries: Stops the process that judges it
// exercise: held-processes
// verdict-full: failed
// verdict-reduced: failed
// plain: ?

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    if kill(getppid(), SIGSTOP) == 0 { print("BREACH stopped the parent") }
    return -1
}
