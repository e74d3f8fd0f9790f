// tries: Every process forks until no more can be made
// exercise: held-open
// verdict-full: timed_out | crashed | failed | out_of_memory
// verdict-reduced: timed_out | crashed | failed | out_of_memory
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    while number < 1_000 { fork() }
    return -1
}
