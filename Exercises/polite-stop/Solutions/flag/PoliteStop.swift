import Glibc

private var stopRequested: sig_atomic_t = 0

/// 핸들러는 깃발만 올림.
func runUntilTerm(step: () -> Void) -> Int {
    stopRequested = 0
    signal(SIGTERM) { _ in stopRequested = 1 }
    var steps = 0
    while stopRequested == 0 {
        step()
        steps += 1
    }
    return steps
}
