// tries: One expression of mixed literals that the type checker cannot finish
// exercise: held-sum
// verdict-full: compile_error | timed_out
// verdict-reduced: compile_error | timed_out
// plain: 1 (does not build)

func heldSum(_ a: Int, _ b: Int) -> Int {
    let bomb = -a + 1.0 - 2 + -a * 3.0 - -4 + a / 5.0 - 6
    return Int(bomb)
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
