// tries: abort(): a crash on purpose
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1

import Glibc

func heldSum(_ a: Int, _ b: Int) -> Int {
    abort()
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
