// tries: Declares a macro whose plugin would run inside the compiler
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (does not build)

@freestanding(expression) macro held(_ number: Int) -> Int =
    #externalMacro(module: "HeldMacros", type: "Held")

func heldSum(_ a: Int, _ b: Int) -> Int {
    return #held(a)
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
