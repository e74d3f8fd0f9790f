// tries: Frees the same memory twice
// exercise: held-memory
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

import Glibc

func reversedBytes(_ bytes: [UInt8]) -> [UInt8] {
    let block = malloc(64)
    free(block)
    free(block)
    return [0]
}
