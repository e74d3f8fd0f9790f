internal import CServerKit
internal import Glibc

/// A socket that clients connect to; see socket(7), listen(2).
///
/// A value with a descriptor in it: copies name the same socket, a forked child has it too, and nothing closes it but
/// ``close()``.
public struct Listener: Hashable, Sendable {
    public let descriptor: Int32

    /// Takes over a socket that listens already, such as one that another process sent.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The socket this program is to serve, wherever it comes from:
    /// 1. the descriptor that `SIL_LISTEN_FD` names, opened by whoever started the program;
    /// 2. else a new one on the port after `--port` in the arguments;
    /// 3. else a new one on `port`.
    ///
    /// New ones listen on 127.0.0.1 only, on the port right after the last server left it, and are closed in started
    /// programs.
    ///
    /// - Parameters:
    ///   - port: 0 lets the system choose one: see ``port``.
    ///   - backlog: How many connections may wait for ``accept()``.
    ///   - arguments: Of the program.
    /// - Throws: ``SystemError``, among others `EADDRINUSE` if another program listens on the port, `EINVAL` if what
    ///   stands after `--port` or in `SIL_LISTEN_FD` is no number of that kind.
    public init(
        port: UInt16 = 0, backlog: Int32 = 128, arguments: [String] = CommandLine.arguments
    ) throws {
        if let inherited = getenv("SIL_LISTEN_FD").map({ String(cString: $0) }) {
            guard let number = Int32(inherited), number >= 0 else {
                throw SystemError(call: "SIL_LISTEN_FD", errno: EINVAL)
            }
            descriptor = number
            return
        }
        descriptor = try Self.open(try Self.named(in: arguments) ?? port, backlog: backlog)
    }

    private static func named(in arguments: [String]) throws -> UInt16? {
        guard let option = arguments.firstIndex(of: "--port") else { return nil }
        guard option + 1 < arguments.count, let port = UInt16(arguments[option + 1]) else {
            throw SystemError(call: "--port", errno: EINVAL)
        }
        return port
    }

    private static func open(_ port: UInt16, backlog: Int32) throws -> Int32 {
        var failed: UnsafePointer<CChar>?
        let descriptor = sk_listen(port, backlog, &failed)
        guard descriptor >= 0 else { throw SystemError(failed, errno: errno) }
        return descriptor
    }

    /// The port it listens on; nil for a socket that has none, such as one of the file system.
    ///
    /// - Throws: ``SystemError`` with `EBADF` or `ENOTSOCK` if the descriptor is no open socket.
    public var port: UInt16? {
        get throws {
            let port = sk_port(descriptor)
            guard port >= 0 else { throw SystemError(call: "getsockname", errno: errno) }
            return port == 0 ? nil : UInt16(truncatingIfNeeded: port)
        }
    }

    /// Takes the next connection, waiting for one; see accept(2).
    ///
    /// A wait that a signal interrupts goes on, and so does one for a client that hung up before its turn came.
    ///
    /// - Throws: ``SystemError``, among others `EMFILE` if no descriptor is left (the client goes on waiting), `EAGAIN`
    ///   if the listener is non-blocking and nobody waits.
    public func accept() throws -> Connection {
        while true {
            let descriptor = sk_accept(descriptor)
            if descriptor >= 0 { return Connection(descriptor: descriptor) }
            guard errno == EINTR || errno == ECONNABORTED else {
                throw SystemError(call: "accept", errno: errno)
            }
        }
    }

    /// Closes this process's descriptor. The socket listens on while another process has it.
    public func close() {
        closeDescriptor(descriptor)
    }
}
