// tries: Statements at top level, which would run before any test
// exercise: held-sum
// verdict-full: compile_error
// verdict-reduced: compile_error
// plain: 1 (0 of 4 passed)

func heldSum(_ a: Int, _ b: Int) -> Int {
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
