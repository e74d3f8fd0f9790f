// tries: Calls an integer: an address made of arithmetic on its own function
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1

func heldSum(_ a: Int, _ b: Int) -> Int {
    let own: @convention(c) (Int) -> Int = { $0 }
    let address = unsafeBitCast(own, to: Int.self) &+ a &* 4_096
    return unsafeBitCast(address, to: (@convention(c) (Int) -> Int).self)(b)
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
