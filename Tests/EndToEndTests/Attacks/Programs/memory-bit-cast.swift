// tries: Reads and writes a class instance it should not know, by casting its reference
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (0 of 4 passed)

func heldSum(_ a: Int, _ b: Int) -> Int {
    let counter = Counter()
    let words = unsafeBitCast(counter, to: UnsafeMutablePointer<Int>.self)
    words[2] = b
    return words[2] &+ 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
