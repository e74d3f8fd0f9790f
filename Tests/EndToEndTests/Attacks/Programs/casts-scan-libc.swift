// tries: Starts at sleep(3) and walks through libc until it finds the code of _exit
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 0 (no count)

import Glibc

func heldSum(_ a: Int, _ b: Int) -> Int {
    let start: @convention(c) (UInt32) -> UInt32 = sleep
    var place = unsafeBitCast(start, to: UnsafePointer<UInt8>.self)
    // `mov $231, %esi` is seven bytes into _exit.
    while !(place[0] == 0xbe && place[1] == 0xe7 && place[2] == 0 && place[3] == 0) { place += 1 }
    unsafeBitCast(place - 7, to: (@convention(c) (Int32) -> Void).self)(0)
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
