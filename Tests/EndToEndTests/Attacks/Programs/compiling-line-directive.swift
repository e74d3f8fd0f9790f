// tries: Says that its errors stand in a file of the machine, so that its lines are shown
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (does not build)

func heldSum(_ a: Int, _ b: Int) -> Int {
    #sourceLocation(file:"/etc/passwd",line:1)
    let wrong: Int = "text"
    #sourceLocation()
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
