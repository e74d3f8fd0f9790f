import Glibc

private var stopRequested: sig_atomic_t = 0

func runUntilTerm(step: () -> Void) -> Int {
    stopRequested = 0
    signal(SIGTERM) { _ in stopRequested = 1 }
    let isStopping = stopRequested == 1
    var steps = 0
    while !isStopping {
        step()
        steps += 1
    }
    return steps
}
