// tries: Opens sockets that no namespace holds: vsock, netlink, packets, the kernel's ciphers
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: 1 (0 of 3 passed), reaches it

import Glibc

func nextSquare(_ number: Int) -> Int {
    for family in [40, 16, 17, 38] as [Int32] {
        for type in [1, 2, 3] as [Int32] where socket(family, type, 0) >= 0 {
            print("BREACH family \(family) type \(type)")
        }
    }
    return -1
}
