// tries: Kills its process group
// exercise: held-processes
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    kill(0, SIGKILL)
    return -1
}
