import Glibc

func runUntilTerm(step: () -> Void) -> Int {
    signal(SIGTERM, SIG_IGN)
    var steps = 0
    while true {
        step()
        steps += 1
    }
    return steps
}
