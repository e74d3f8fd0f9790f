// tries: Calls _exit without importing it, by declaring its symbol
// exercise: held-sum
// verdict-full: forbidden | tampered
// verdict-reduced: forbidden | tampered
// plain: 0 (no count)

@_silgen_name("_exit") func leave(_ code: Int32) -> Never

func heldSum(_ a: Int, _ b: Int) -> Int {
    leave(0)
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
