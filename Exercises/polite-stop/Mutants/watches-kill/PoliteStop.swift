import Glibc

private var stopRequested: sig_atomic_t = 0

/// 어떻게 끝나든 SIGKILL을 거친다고 봄.
func runUntilTerm(step: () -> Void) -> Int {
    stopRequested = 0
    signal(SIGKILL) { _ in stopRequested = 1 }
    var steps = 0
    while stopRequested == 0 {
        step()
        steps += 1
    }
    return steps
}
