// tries: Computes without end in children that each live a moment
// exercise: held-open
// verdict-full: timed_out
// verdict-reduced: timed_out
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    while true {
        let child = fork()
        if child == 0 {
            for _ in 0..<1_000_000 {}
            _exit(0)
        }
        var status: Int32 = 0
        waitpid(child, &status, 0)
    }
}
