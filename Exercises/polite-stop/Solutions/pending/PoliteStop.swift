import Glibc

/// 핸들러 없이: 막아 둔 시그널이 문 앞에 와 있는지 걸음 사이에 물음.
func runUntilTerm(step: () -> Void) -> Int {
    var term = sigset_t()
    sigemptyset(&term)
    sigaddset(&term, SIGTERM)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &term, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    var steps = 0
    var waiting = sigset_t()
    sigemptyset(&waiting)
    while sigismember(&waiting, SIGTERM) == 0 {
        step()
        steps += 1
        sigpending(&waiting)
    }
    var number: Int32 = 0
    sigwait(&term, &number)
    return steps
}
