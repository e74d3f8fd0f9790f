// tries: A chain of processes that fork and leave for ever, faster than a list of them can be made
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    guard fork() == 0 else { return -1 }
    setsid()
    while fork() <= 0 {}
    _exit(0)
}
