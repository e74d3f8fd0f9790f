// tries: Connects to an abstract unix socket of the machine
// exercise: held-open
// verdict-full: failed
// verdict-reduced: failed
// plain: 1 (0 of 3 passed)

import Glibc

/// Connects to a unix socket; a name that begins with a NUL is an abstract one.
func connects(to name: [UInt8]) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.prefix(100)) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) == 0 }
    }
}

func nextSquare(_ number: Int) -> Int {
    if connects(to: [0] + Array("held-mark".utf8)) { print("BREACH connected") }
    return -1
}
