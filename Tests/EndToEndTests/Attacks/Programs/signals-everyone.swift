// tries: Kills everything it may signal
// exercise: held-processes
// verdict-full: failed | crashed
// verdict-reduced: failed | crashed
// plain: 137

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    kill(-1, SIGKILL)
    return -1
}
