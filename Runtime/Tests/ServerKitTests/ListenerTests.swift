import Glibc
import ServerKit
import Testing

// What another test forks or starts holds a copy of every descriptor of this process until it ends or executes. So
// whatever must see a socket gone runs in a process of its own, and on a port that the system gives to nobody.
@Suite("Listener")
struct ListenerTests {
    @Test("Without an order the port given is used, and the system chooses for 0")
    func port() throws {
        let first = try Listener(port: 0, arguments: [])
        defer { first.close() }
        let port = try #require(try first.port)
        #expect(throws: SystemError(call: "bind", errno: EADDRINUSE)) {
            try Listener(port: port, arguments: [])
        }
    }

    @Test("--port is stronger than the port given")
    func argument() async {
        await #expect(processExitsWith: .success) {
            let port = try unusedPort()
            let listener = try Listener(port: 1, arguments: ["server", "--port", "\(port)"])
            #expect(try listener.port == port)
        }
    }

    @Test(
        "What stands after --port must be a port",
        arguments: [["--port"], ["--port", "x"], ["--port", "65536"]])
    func badPort(arguments: [String]) {
        #expect(throws: SystemError(call: "--port", errno: EINVAL)) { try Listener(arguments: arguments) }
    }

    @Test("A socket handed over in SIL_LISTEN_FD is stronger than --port")
    func inherited() async {
        await #expect(processExitsWith: .success) {
            let opened = try Listener(arguments: [])
            setenv("SIL_LISTEN_FD", "\(opened.descriptor)", 1)
            let listener = try Listener(arguments: ["server", "--port", "1"])
            #expect(listener == opened)
        }
    }

    @Test("A bad SIL_LISTEN_FD is an error, not a server somewhere else", arguments: ["", "x", "-1"])
    func badInherited(text: String) async {
        await #expect(processExitsWith: .success) { [text] in
            setenv("SIL_LISTEN_FD", text, 1)
            #expect(throws: SystemError(call: "SIL_LISTEN_FD", errno: EINVAL)) { try Listener(arguments: []) }
        }
    }

    @Test("A port can be listened on again while a connection of the last server ends")
    func reuse() async {
        await #expect(processExitsWith: .success) {
            let port = try unusedPort()
            let first = try Listener(port: port, arguments: [])
            let client = try Connection(toPort: port)
            // The side that closes first is left with the port in TIME_WAIT.
            try first.accept().close()
            first.close()
            let second = try Listener(port: port, arguments: [])
            #expect(try second.port == port)
            client.close()
        }
    }

    @Test("A listener that does not wait has nobody to accept")
    func nonBlocking() throws {
        let listener = try Listener(arguments: [])
        defer { listener.close() }
        try setNonBlocking(listener.descriptor)
        let error = #expect(throws: SystemError.self) { try listener.accept() }
        #expect(error == SystemError(call: "accept", errno: EAGAIN))
        #expect(error?.wouldWait == true)
    }

    @Test("A socket without a port has none, a pipe is no socket")
    func noPort() throws {
        let (one, other) = try makeSocketPair()
        let pipe = try makePipe()
        defer { [one.descriptor, other.descriptor, pipe.readEnd, pipe.writeEnd].forEach(closeDescriptor) }
        #expect(try Listener(descriptor: one.descriptor).port == nil)
        #expect(throws: SystemError(call: "getsockname", errno: ENOTSOCK)) {
            try Listener(descriptor: pipe.readEnd).port
        }
    }

    @Test("Sockets are closed in started programs")
    func closeOnExec() throws {
        let listener = try Listener(arguments: [])
        let client = try Connection(toPort: try #require(try listener.port))
        let server = try listener.accept()
        for descriptor in [listener.descriptor, client.descriptor, server.descriptor] {
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
            closeDescriptor(descriptor)
        }
    }
}

/// A port on which nobody listens, below those that the system hands out (`ip_local_port_range` in ip(7)): nobody is given
/// it by chance.
func unusedPort() throws -> UInt16 {
    while true {
        let port = UInt16.random(in: 20_000..<32_000)
        do {
            try Listener(port: port, arguments: []).close()
            return port
        } catch let error as SystemError where error.errno == EADDRINUSE {}
    }
}
