// tries: Opens files until there are no more descriptors
// exercise: held-open
// verdict-full: failed | crashed
// verdict-reduced: failed | crashed
// plain: 1

import Glibc

func nextSquare(_ number: Int) -> Int {
    while open("/dev/null", O_RDONLY) >= 0 {}
    return -1
}
