// tries: Recurses without end
// exercise: held-sum
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

func heldSum(_ a: Int, _ b: Int) -> Int {
    return heldSum(a &+ 1, b) &+ b
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
