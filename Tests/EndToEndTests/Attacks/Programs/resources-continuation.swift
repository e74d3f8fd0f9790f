// tries: Awaits a continuation that nobody resumes
// exercise: held-sum
// verdict-full: deadlocked | timed_out
// verdict-reduced: deadlocked | timed_out
// plain: no end in 15 s

func heldSum(_ a: Int, _ b: Int) -> Int {
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int {
    await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in }
    return a + b
}

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
