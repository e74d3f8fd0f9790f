// tries: Prints without end
// exercise: held-sum
// verdict-full: output_limit
// verdict-reduced: output_limit
// plain: no end in 15 s

func heldSum(_ a: Int, _ b: Int) -> Int {
    while a > -1_000_000 { print("so much to say, and nobody to hear it") }
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
