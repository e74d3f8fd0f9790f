func heldSum(_ a: Int, _ b: Int) -> Int { a + b }

func slowSum(_ a: Int, _ b: Int) async -> Int {
    await Task.yield()
    return a + b
}

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value += number }
}
