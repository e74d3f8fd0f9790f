// tries: Takes memory without end
// exercise: held-sum
// verdict-full: out_of_memory
// verdict-reduced: out_of_memory
// plain: no end in 15 s

func heldSum(_ a: Int, _ b: Int) -> Int {
    var blocks: [[UInt8]] = []
    while blocks.count >= 0 { blocks.append([UInt8](repeating: 7, count: 1 << 24)) }
    return blocks.count
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
