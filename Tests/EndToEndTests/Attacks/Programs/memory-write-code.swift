// tries: Writes over its own code, which is mapped read-only
// exercise: held-memory
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

import Glibc

func reversedBytes(_ bytes: [UInt8]) -> [UInt8] {
    let own: @convention(c) (Int) -> Int = { $0 }
    unsafeBitCast(own, to: UnsafeMutablePointer<UInt8>.self).pointee = 0xc3
    return [0]
}
