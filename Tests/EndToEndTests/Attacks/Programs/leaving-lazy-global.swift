// tries: exit(0) from the initializer of a lazy global
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 0 (no count)

import Glibc

let farewell: Int = { exit(0) }()

func heldSum(_ a: Int, _ b: Int) -> Int {
    _ = farewell
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
