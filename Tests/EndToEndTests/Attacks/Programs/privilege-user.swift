// tries: Becomes root by asking
// exercise: held-open
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (0 of 3 passed)

import Glibc

func nextSquare(_ number: Int) -> Int {
    if setuid(0) == 0, getuid() == 0 { print("BREACH user 0") }
    if chroot("/tmp") == 0 { print("BREACH another root") }
    return -1
}
