// tries: The same before the libraries' own constructors
// exercise: held-sum
// verdict-full: forbidden | tampered
// verdict-reduced: forbidden | tampered
// plain: 0 (no count)

import Glibc

@section(".preinit_array") @used let early: @convention(c) () -> Void = { _exit(0) }

func heldSum(_ a: Int, _ b: Int) -> Int {
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
