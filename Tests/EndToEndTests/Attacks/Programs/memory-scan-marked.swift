// tries: The same, marked `unsafe` so that the compiler does not warn
// exercise: held-sum
// verdict-full: tampered
// verdict-reduced: tampered
// plain: 1

func heldSum(_ a: Int, _ b: Int) -> Int {
    var marker = a
    unsafe withUnsafePointer(to: &marker) { start in
        let bytes = unsafe UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
        let needle = Array("held-7f3a".utf8)
        for offset in 0..<65_536 where needle.indices.allSatisfy({ unsafe bytes[offset + $0] == needle[$0] })
        {
            print("BREACH found at \(offset)")
        }
    }
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
