// tries: The child runs the test to its end and writes its own report, the parent waits for it and leaves with 0
// exercise: held-open
// verdict-full: crashed
// verdict-reduced: crashed
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    let child = fork()
    if child > 0 {
        var status: Int32 = 0
        waitpid(child, &status, 0)
        _exit(0)
    }
    return -1
}
