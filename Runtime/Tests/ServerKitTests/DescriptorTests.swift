import Glibc
import ServerKit
import Testing

@Suite("Descriptors")
struct DescriptorTests {
    @Test("What goes into a pipe comes out")
    func pipeCarriesBytes() throws {
        let pipe = try makePipe()
        defer { close(pipe.readEnd) }
        try writeAll(pipe.writeEnd, "하나")
        try writeAll(pipe.writeEnd, [0, 255])
        close(pipe.writeEnd)
        #expect(try readToEnd(pipe.readEnd) == Array("하나".utf8) + [0, 255])
    }

    @Test("The end of the file is nil, however often it is asked for")
    func endOfFile() throws {
        let pipe = try makePipe()
        defer { close(pipe.readEnd) }
        close(pipe.writeEnd)
        #expect(try readSome(pipe.readEnd) == nil)
        #expect(try readSome(pipe.readEnd) == nil)
        #expect(try readToEnd(pipe.readEnd) == [])
    }

    @Test("One read gives at most what was asked for, and leaves the rest")
    func readSomeLeavesTheRest() throws {
        let pipe = try makePipe()
        defer { close(pipe.readEnd) }
        try writeAll(pipe.writeEnd, "abcde")
        close(pipe.writeEnd)
        #expect(try readSome(pipe.readEnd, upTo: 2) == Array("ab".utf8))
        #expect(try readSome(pipe.readEnd, upTo: 100) == Array("cde".utf8))
    }

    @Test("Reading from a closed descriptor is EBADF")
    func badDescriptor() {
        #expect(throws: SystemError(call: "read", errno: EBADF)) { try readSome(-1) }
        #expect(throws: SystemError(call: "write", errno: EBADF)) { try writeAll(-1, "a") }
    }

    @Test("A full non-blocking pipe takes part of the bytes, then is EAGAIN")
    func fullPipe() throws {
        let pipe = try makePipe()
        defer {
            close(pipe.readEnd)
            close(pipe.writeEnd)
        }
        #expect(fcntl(pipe.writeEnd, F_SETFL, O_NONBLOCK) == 0)
        // More than a pipe may hold without privilege, fs.pipe-max-size in proc(5).
        let bytes = [UInt8](repeating: 7, count: (1 << 20) + 1)
        let taken = try writeSome(pipe.writeEnd, bytes[...])
        #expect(taken > 0 && taken < bytes.count)
        #expect(throws: SystemError(call: "write", errno: EAGAIN)) {
            try writeSome(pipe.writeEnd, bytes[...])
        }
    }

    @Test("Bytes that found no room are an error, never dropped")
    func writeAllGoesOnAfterAPart() throws {
        let pipe = try makePipe()
        defer {
            close(pipe.readEnd)
            close(pipe.writeEnd)
        }
        #expect(fcntl(pipe.writeEnd, F_SETFL, O_NONBLOCK) == 0)
        #expect(throws: SystemError(call: "write", errno: EAGAIN)) {
            try writeAll(pipe.writeEnd, [UInt8](repeating: 7, count: (1 << 20) + 1))
        }
    }

    @Test("More than a pipe holds is written whole while the other side reads")
    func writesWholeThroughAFullPipe() async {
        await #expect(processExitsWith: .success) {
            let pipe = try makePipe()
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
            let child = try forkChild {
                try writeAll(pipe.writeEnd, bytes)
                return 0
            }
            close(pipe.writeEnd)
            #expect(try readToEnd(pipe.readEnd) == bytes)
            #expect(try waitChild(child) == .exited(0))
        }
    }

    @Test("A pipe is closed in started programs unless that is declined", arguments: [true, false])
    func closeOnExec(closeOnExec: Bool) throws {
        let pipe = try makePipe(closeOnExec: closeOnExec)
        for end in [pipe.readEnd, pipe.writeEnd] {
            #expect(fcntl(end, F_GETFD) & FD_CLOEXEC == (closeOnExec ? FD_CLOEXEC : 0))
            close(end)
        }
    }
}
