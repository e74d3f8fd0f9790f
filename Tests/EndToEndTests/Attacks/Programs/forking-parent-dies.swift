// tries: The child goes on with the test, the parent leaves with 0
// exercise: held-open
// verdict-full: crashed
// verdict-reduced: crashed
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    if fork() > 0 { _exit(0) }
    return -1
}
