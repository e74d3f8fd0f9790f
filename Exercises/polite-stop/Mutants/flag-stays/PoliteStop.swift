import Glibc

private var stopRequested: sig_atomic_t = 0

func runUntilTerm(step: () -> Void) -> Int {
    signal(SIGTERM) { _ in stopRequested = 1 }
    var steps = 0
    while stopRequested == 0 {
        step()
        steps += 1
    }
    return steps
}
