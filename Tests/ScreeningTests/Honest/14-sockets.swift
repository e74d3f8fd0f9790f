// uses: sockets memory · mode 5 · -Onone
import Glibc

struct SocketError: Error { var call: String, code: Int32 }

func listener(port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw SocketError(call: "socket", code: errno) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_ANY
    let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard bound == 0, listen(descriptor, 16) == 0 else {
        let code = errno
        close(descriptor)
        throw SocketError(call: "bind", code: code)
    }
    return descriptor
}

func echo(_ listener: Int32) {
    while true {
        let client = accept(listener, nil, nil)
        if client < 0 {
            if errno == EINTR { continue }
            return
        }
        defer { close(client) }
        var buffer = [UInt8](repeating: 0, count: 1024)
        while true {
            let count = recv(client, &buffer, buffer.count, 0)
            if count <= 0 { break }
            send(client, buffer, count, Int32(MSG_NOSIGNAL))
        }
        shutdown(client, Int32(SHUT_RDWR))
    }
}
