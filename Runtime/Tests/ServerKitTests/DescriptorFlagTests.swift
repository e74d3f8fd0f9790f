import Glibc
import ServerKit
import Testing

@Suite("Descriptor flags and copies")
struct DescriptorFlagTests {
    @Test("Non-blocking is set and undone, and other flags stay")
    func nonBlocking() throws {
        let pipe = try makePipe()
        defer { [pipe.readEnd, pipe.writeEnd].forEach(closeDescriptor) }
        #expect(fcntl(pipe.readEnd, F_SETFL, O_ASYNC) == 0)
        try setNonBlocking(pipe.readEnd)
        #expect(throws: SystemError(call: "read", errno: EAGAIN)) { try readSome(pipe.readEnd) }
        #expect(fcntl(pipe.readEnd, F_GETFL) & O_ASYNC == O_ASYNC)
        try setNonBlocking(pipe.readEnd, false)
        #expect(fcntl(pipe.readEnd, F_GETFL) & O_NONBLOCK == 0)
        #expect(throws: SystemError(call: "fcntl", errno: EBADF)) { try setNonBlocking(-1) }
    }

    @Test("A copy onto a number takes its place, and is kept in started programs")
    func duplicates() throws {
        let first = try makePipe()
        let second = try makePipe()
        try duplicate(second.writeEnd, onto: first.writeEnd)
        defer { [first.readEnd, first.writeEnd, second.readEnd, second.writeEnd].forEach(closeDescriptor) }
        #expect(fcntl(first.writeEnd, F_GETFD) & FD_CLOEXEC == 0)
        try writeAll(first.writeEnd, "a")
        #expect(try readSome(second.readEnd) == Array("a".utf8))
        #expect(try readSome(first.readEnd) == nil, "what the number named before is closed")
        #expect(throws: SystemError(call: "dup2", errno: EBADF)) { try duplicate(-1, onto: 0) }
    }

    @Test("Waiting ends at the time given, with bytes, and at the end")
    func waiting() throws {
        let pipe = try makePipe()
        #expect(try !waitToRead(pipe.readEnd, milliseconds: 1))
        try writeAll(pipe.writeEnd, "a")
        #expect(try waitToRead(pipe.readEnd))
        _ = try readSome(pipe.readEnd)
        closeDescriptor(pipe.writeEnd)
        #expect(try waitToRead(pipe.readEnd))
        closeDescriptor(pipe.readEnd)
        #expect(throws: SystemError(call: "poll", errno: EBADF)) { try waitToRead(9999) }
    }

    @Test("Closing twice is a fault that shows at once")
    func closesOnce() async {
        await #expect(processExitsWith: .failure) {
            let pipe = try makePipe()
            // A number that no other thread of this process is given in between: lower ones are free.
            try duplicate(pipe.readEnd, onto: 900)
            closeDescriptor(900)
            closeDescriptor(900)
        }
    }

    @Test("A started program takes the process over, its arguments and its output")
    func executes() async {
        await #expect(processExitsWith: .success) {
            let pipe = try makePipe()
            let child = try forkChild {
                try duplicate(pipe.writeEnd, onto: STDOUT_FILENO)
                try execute("sh", ["-c", "echo \"$1\"; exit 7", "sh", "두 낱말"])
            }
            closeDescriptor(pipe.writeEnd)
            #expect(try readToEnd(pipe.readEnd) == Array("두 낱말\n".utf8))
            #expect(try waitChild(child) == .exited(7))
        }
    }

    @Test("Printing by line shows a line before the process ends")
    func printsByLine() async {
        await #expect(processExitsWith: .success) {
            let pipe = try makePipe()
            let stay = try makePipe()
            let child = try forkChild {
                try duplicate(pipe.writeEnd, onto: STDOUT_FILENO)
                printByLine()
                print("지금")
                closeDescriptor(stay.writeEnd)
                _ = try readSome(stay.readEnd)
                return 0
            }
            #expect(try readSome(pipe.readEnd) == Array("지금\n".utf8))
            closeDescriptor(stay.writeEnd)
            #expect(try waitChild(child) == .exited(0))
        }
    }

    @Test("A program that is not there leaves the old one running")
    func executesNothing() {
        #expect(throws: SystemError(call: "execvp", errno: ENOENT)) { try execute("/nowhere/program") }
    }
}
