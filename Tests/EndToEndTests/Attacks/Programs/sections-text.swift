// tries: Machine code as data in .text, called through a cast
// exercise: held-sum
// verdict-full: forbidden | tampered
// verdict-reduced: forbidden | tampered
// plain: 0 (no count)

// xor %edi, %edi; mov $231, %eax; syscall
@section(".text.held") @used nonisolated(unsafe) var code:
    (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) =
        (0x31, 0xff, 0xb8, 0xe7, 0x00, 0x00, 0x00, 0x0f, 0x05)

func heldSum(_ a: Int, _ b: Int) -> Int {
    let address = unsafe withUnsafeMutablePointer(to: &code) { Int(bitPattern: $0) }
    unsafeBitCast(address, to: (@convention(c) () -> Void).self)()
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
