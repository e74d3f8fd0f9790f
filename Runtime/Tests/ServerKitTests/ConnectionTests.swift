import Glibc
import ServerKit
import Testing

@Suite("Connection")
struct ConnectionTests {
    private func withPair(_ body: (_ one: Connection, _ other: Connection) throws -> Void) throws {
        let (one, other) = try makeSocketPair()
        defer {
            one.close()
            other.close()
        }
        try body(one, other)
    }

    @Test("What one side writes the other reads, up to the end")
    func carries() throws {
        let listener = try Listener(arguments: [])
        let client = try Connection(toPort: try #require(try listener.port))
        let server = try listener.accept()
        defer { [listener.descriptor, client.descriptor, server.descriptor].forEach(closeDescriptor) }
        try client.write("하나")
        try client.closeWriting()
        #expect(try readToEnd(server.descriptor) == Array("하나".utf8))
        try server.write([1, 2])
        #expect(try client.read() == [1, 2])
    }

    @Test("Nobody listening is ECONNREFUSED")
    func refused() async {
        await #expect(processExitsWith: .success) {
            let port = try unusedPort()
            let refusal = SystemError(call: "connect", errno: ECONNREFUSED)
            #expect(throws: refusal) { try Connection(toPort: port) }
        }
    }

    @Test("Lines come one by one, without their ends, the last one also without an end")
    func lines() throws {
        try withPair { one, other in
            try one.write("GET / HTTP/1.1\r\n\r\n둘\n셋")
            try one.closeWriting()
            var lines: [String] = []
            while let line = try other.readLine() { lines.append(line) }
            #expect(lines == ["GET / HTTP/1.1", "", "둘", "셋"])
        }
    }

    @Test("A line takes nothing of what follows it")
    func leavesTheRest() throws {
        try withPair { one, other in
            try one.write("길이 3\nabc")
            #expect(try other.readLine() == "길이 3")
            #expect(try waitToRead(other.descriptor, milliseconds: 0))
            #expect(try other.read() == Array("abc".utf8))
        }
    }

    @Test("A line that comes in pieces is one line")
    func pieces() async {
        await #expect(processExitsWith: .success) {
            let (one, other) = try makeSocketPair()
            let child = try forkChild {
                for piece in ["a", "b", "c\nrest"] {
                    try one.write(piece)
                    // The reader has taken the piece before the next one comes.
                    while piece != "c\nrest", try waitToRead(other.descriptor, milliseconds: 0) {
                        usleep(100)
                    }
                }
                return 0
            }
            #expect(try other.readLine() == "abc")
            #expect(try waitChild(child) == .exited(0))
        }
    }

    @Test("A line may be as long as the limit, and no longer")
    func limit() throws {
        try withPair { one, other in
            try one.write("12345\n")
            #expect(try other.readLine(limit: 5) == "12345")
            try one.write("123456789\n")
            #expect(throws: SystemError(call: "readLine", errno: EMSGSIZE)) { try other.readLine(limit: 5) }
        }
    }

    @Test("Writing to a side that is gone is an error, not the end of the process")
    func brokenPipe() async {
        // In a process of its own: what another test starts at this moment would hold a copy of the other side.
        await #expect(processExitsWith: .success) {
            let (one, other) = try makeSocketPair()
            other.close()
            #expect(throws: SystemError(call: "send", errno: EPIPE)) { try one.write("a") }
        }
    }

    @Test("A full socket that does not wait takes a part, then is EAGAIN")
    func full() throws {
        try withPair { one, _ in
            try setNonBlocking(one.descriptor)
            let bytes = [UInt8](repeating: 7, count: 8 << 20)
            let taken = try one.writeSome(bytes[...])
            #expect(taken > 0 && taken < bytes.count)
            #expect(throws: SystemError(call: "send", errno: EAGAIN)) { try one.writeSome(bytes[...]) }
        }
    }

    @Test("More than a socket holds is written whole while the other side reads")
    func writesWhole() async {
        await #expect(processExitsWith: .success) {
            let (one, other) = try makeSocketPair()
            let bytes = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0) }
            let child = try forkChild {
                try one.write(bytes)
                return 0
            }
            one.close()
            #expect(try readToEnd(other.descriptor) == bytes)
            #expect(try waitChild(child) == .exited(0))
        }
    }
}

@Suite("Passing descriptors")
struct DescriptorPassingTests {
    @Test("A descriptor arrives with its bytes, names the same pipe, and is the receiver's own")
    func passes() throws {
        let (one, other) = try makeSocketPair()
        let pipe = try makePipe()
        defer { [one.descriptor, other.descriptor, pipe.readEnd].forEach(closeDescriptor) }
        try one.pass(descriptor: pipe.writeEnd, with: Array("pipe".utf8))
        closeDescriptor(pipe.writeEnd)
        let received = try #require(try other.receiveDescriptor())
        #expect(received.bytes == Array("pipe".utf8))
        let descriptor = try #require(received.descriptor)
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
        try writeAll(descriptor, "through")
        closeDescriptor(descriptor)
        #expect(try readToEnd(pipe.readEnd) == Array("through".utf8))
    }

    @Test("Plain bytes bring no descriptor, and the end is nil")
    func plain() throws {
        let (one, other) = try makeSocketPair()
        defer { other.close() }
        try one.write("a")
        one.close()
        let received = try #require(try other.receiveDescriptor())
        #expect(received.descriptor == nil && received.bytes == Array("a".utf8))
        #expect(try other.receiveDescriptor() == nil)
    }

    @Test("What is not open cannot be passed")
    func bad() throws {
        let (one, other) = try makeSocketPair()
        defer { [one.descriptor, other.descriptor].forEach(closeDescriptor) }
        #expect(throws: SystemError(call: "sendmsg", errno: EBADF)) { try one.pass(descriptor: 9999) }
    }
}
