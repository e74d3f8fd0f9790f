import Glibc

func runUntilTerm(step: () -> Void) -> Int {
    signal(SIGTERM) { _ in
        print("정리하고 끝냄")
        exit(0)
    }
    var steps = 0
    while true {
        step()
        steps += 1
    }
    return steps
}
