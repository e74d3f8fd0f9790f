// tries: A generic function that calls itself with an ever deeper type
// exercise: held-sum
// verdict-full: crashed | out_of_memory | timed_out
// verdict-reduced: crashed | out_of_memory | timed_out
// plain: 1

func deeper<T>(_ value: T) -> Int { deeper([value]) }

func heldSum(_ a: Int, _ b: Int) -> Int {
    return deeper([a]) &+ b
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
