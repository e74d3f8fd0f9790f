import Glibc

private var stopRequested: sig_atomic_t = 0

func runUntilTerm(step: () -> Void) -> Int {
    stopRequested = 0
    signal(SIGTERM) { _ in stopRequested = 1 }
    var steps = 0
    var isLast = false
    while true {
        step()
        steps += 1
        if isLast { return steps }
        isLast = stopRequested == 1
    }
}
