// tries: Computes without end
// exercise: held-sum
// verdict-full: timed_out
// verdict-reduced: timed_out
// plain: no end in 15 s

func heldSum(_ a: Int, _ b: Int) -> Int {
    var number = a
    while number != a &- 1 { number = a }
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
