// tries: Stops the process that judges it
// exercise: held-processes
// verdict-full: failed
// verdict-reduced: failed
// plain: no end in 15 s

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    if kill(getppid(), SIGSTOP) == 0 { print("BREACH stopped the parent") }
    return -1
}
