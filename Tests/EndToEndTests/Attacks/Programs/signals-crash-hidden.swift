// tries: Turns its crash into a good ending: a handler for SIGSEGV and SIGILL that leaves with 0
// exercise: held-processes
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 0 (no count)

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    for number in [SIGSEGV, SIGILL, SIGTRAP, SIGBUS] { signal(number) { _ in _exit(0) } }
    fatalError("never mind")
}
