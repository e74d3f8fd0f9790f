// tries: Lays /dev/null over every descriptor, so that reports go nowhere
// exercise: held-open
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

import Glibc

func nextSquare(_ number: Int) -> Int {
    let sink = open("/dev/null", O_RDWR)
    for descriptor in Int32(0)..<256 where descriptor != sink { dup2(sink, descriptor) }
    return -1
}
