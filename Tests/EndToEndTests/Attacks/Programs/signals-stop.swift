// tries: Stops itself, so that it neither runs nor ends
// exercise: held-processes
// verdict-full: timed_out
// verdict-reduced: timed_out
// plain: no end in 15 s

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    raise(SIGSTOP)
    return -1
}
