func runUntilTerm(step: () -> Void) -> Int {
    var steps = 0
    var isRunning = true
    while isRunning {
        step()
        steps += 1
        // SIGTERM이 오면 여기서 알아서 멈춘다고 봄.
        isRunning = steps < Int.max
    }
    return steps
}
