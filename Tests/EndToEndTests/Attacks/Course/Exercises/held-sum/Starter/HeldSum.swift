func heldSum(_ a: Int, _ b: Int) -> Int { 0 }

func slowSum(_ a: Int, _ b: Int) async -> Int { 0 }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) {}
}
