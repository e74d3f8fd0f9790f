import Glibc
import ServerKit

/// The socket that a program under test serves: made by the grader, so that no port is guessed and none is taken.
struct ListeningSocket {
    let descriptor: Int32
    let address: Address

    enum Address {
        case port(UInt16)
        /// An abstract name: where the sandbox has no TCP.
        case name(sockaddr_un, socklen_t)
    }

    /// On 127.0.0.1, else without TCP.
    static func open(backlog: Int32) throws -> ListeningSocket {
        if let listener = try? Listener(port: 0, backlog: backlog, arguments: []),
            let port = try listener.port
        {
            return ListeningSocket(descriptor: listener.descriptor, address: .port(port))
        }
        return try named(backlog: backlog)
    }

    /// Without TCP; internal so that a test can have one where there is TCP.
    static func named(backlog: Int32) throws -> ListeningSocket {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ProgramFailure.system(SystemError(call: "socket", errno: errno)) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                // Without a path the kernel chooses a free name: unix(7), autobind.
                bind(descriptor, address, socklen_t(MemoryLayout<sa_family_t>.size)) == 0
                    && listen(descriptor, backlog) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard isOpen else {
            let failure = SystemError(call: "bind", errno: errno)
            closeDescriptor(descriptor)
            throw ProgramFailure.system(failure)
        }
        return ListeningSocket(descriptor: descriptor, address: .name(address, size))
    }
}

extension ListeningSocket.Address {
    /// A connected, non-blocking socket.
    ///
    /// - Throws: ``ProgramFailure``: `refused`, `silent`, `system`.
    func connect(until deadline: Deadline) throws -> Int32 {
        while true {
            let (descriptor, code) = try attempt()
            switch code {
            case 0: return descriptor
            case EINPROGRESS: return try finish(descriptor, until: deadline)
            default: break
            }
            closeDescriptor(descriptor)
            switch code {
            // Of a named socket: the queue is full, and there is nothing to poll for.
            case EAGAIN where !deadline.isOver: usleep(1000)
            case EAGAIN: throw ProgramFailure.silent(while: "연결하기", seconds: deadline.seconds, received: "")
            case EINTR: continue
            case ECONNREFUSED: throw ProgramFailure.refused
            default: throw ProgramFailure.system(SystemError(call: "connect", errno: code))
            }
        }
    }

    private func attempt() throws -> (descriptor: Int32, code: Int32) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        var family = AF_INET
        if case .name = self { family = AF_UNIX }
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { throw ProgramFailure.system(SystemError(call: "socket", errno: errno)) }
        let result = withAddress { Glibc.connect(descriptor, $0, $1) }
        return (descriptor, result == 0 ? 0 : errno)
    }

    private func withAddress(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        switch self {
        case .port(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return withUnsafePointer(to: address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .name(let address, let size):
            return withUnsafePointer(to: address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
            }
        }
    }

    private func finish(_ descriptor: Int32, until deadline: Deadline) throws -> Int32 {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        var ready: Int32
        repeat { ready = poll(&wait, 1, deadline.milliseconds) } while ready < 0 && errno == EINTR
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        guard ready > 0, code == 0 else {
            closeDescriptor(descriptor)
            guard ready > 0 else {
                throw ProgramFailure.silent(while: "연결하기", seconds: deadline.seconds, received: "")
            }
            throw code == ECONNREFUSED
                ? ProgramFailure.refused : ProgramFailure.system(SystemError(call: "connect", errno: code))
        }
        return descriptor
    }
}
