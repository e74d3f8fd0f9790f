// tries: Takes memory in many children, each of them below the limit
// exercise: held-open
// verdict-full: out_of_memory
// verdict-reduced: out_of_memory
// plain: no end in 15 s

import Glibc

func nextSquare(_ number: Int) -> Int {
    for _ in 0..<16 where fork() == 0 {
        let block = [UInt8](repeating: 7, count: 64 << 20)
        sleep(60)
        _exit(Int32(block[number]))
    }
    sleep(60)
    return -1
}
