// tries: _exit(0) from the handler of a signal it sends itself, where signals are allowed
// exercise: held-processes
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 0 (no count)

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    signal(SIGALRM) { _ in _exit(0) }
    raise(SIGALRM)
    return -1
}
