// tries: Ignores every signal and never ends
// exercise: held-processes
// verdict-full: timed_out
// verdict-reduced: timed_out
// plain: no end in 15 s

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    for number in Int32(1)..<32 { signal(number, SIG_IGN) }
    while code >= 0 {}
    return -1
}
