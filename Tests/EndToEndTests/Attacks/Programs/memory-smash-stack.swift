// tries: Writes over its stack and the return addresses on it
// exercise: held-memory
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

func reversedBytes(_ bytes: [UInt8]) -> [UInt8] {
    var marker = bytes.count
    withUnsafeMutablePointer(to: &marker) { start in
        for offset in 0..<65_536 { start[offset] = 0x4141_4141 }
    }
    return [0]
}
