// tries: Connects to a server on the machine's own loopback
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: 1 (0 of 3 passed)

import Glibc

/// An IPv4 address and port as the calls want them.
func withAddress<R>(_ host: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr(host)
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}

func nextSquare(_ number: Int) -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if withAddress("127.0.0.1", 47_123, { connect(descriptor, $0, $1) }) == 0 { print("BREACH connected") }
    return -1
}
