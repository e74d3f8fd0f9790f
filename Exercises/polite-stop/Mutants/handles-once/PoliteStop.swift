import Glibc

private var stopRequested: sig_atomic_t = 0

func runUntilTerm(step: () -> Void) -> Int {
    stopRequested = 0
    signal(SIGTERM) { _ in
        stopRequested = 1
        // 급하면 한 번 더 보내서 끝낼 수 있게 함.
        signal(SIGTERM, SIG_DFL)
    }
    var steps = 0
    while stopRequested == 0 {
        step()
        steps += 1
    }
    return steps
}
