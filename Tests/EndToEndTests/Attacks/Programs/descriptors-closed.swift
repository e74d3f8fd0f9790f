// tries: Closes every descriptor, so that no failure can be reported
// exercise: held-open
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 1

import Glibc

func nextSquare(_ number: Int) -> Int {
    for descriptor in Int32(0)..<1_024 { close(descriptor) }
    return -1
}
