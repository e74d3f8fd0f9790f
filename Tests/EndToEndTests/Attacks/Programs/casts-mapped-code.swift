// tries: Writes exit_group(0) as machine code into a page of its own and calls it
// exercise: held-memory
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 0 (no count)

import Glibc

func reversedBytes(_ bytes: [UInt8]) -> [UInt8] {
    let code: [UInt8] = [0x31, 0xff, 0xb8, 0xe7, 0x00, 0x00, 0x00, 0x0f, 0x05]
    let page = mmap(nil, 4_096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let page, page != MAP_FAILED else { return [1] }
    page.copyMemory(from: code, byteCount: code.count)
    unsafeBitCast(page, to: (@convention(c) () -> Void).self)()
    return [0]
}
