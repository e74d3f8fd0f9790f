import Glibc
import ServerKit
import Testing

@Suite("Poller")
struct PollerTests {
    private func withPoller(_ body: (Poller, _ one: Connection, _ other: Connection) throws -> Void) throws {
        let poller = try Poller()
        let (one, other) = try makeSocketPair()
        defer {
            poller.close()
            one.close()
            other.close()
        }
        try body(poller, one, other)
    }

    @Test("Nothing is ready until something comes, then its descriptor is told")
    func readable() throws {
        try withPoller { poller, one, other in
            try poller.add(other.descriptor)
            #expect(try poller.wait(milliseconds: 0) == [])
            try one.write("a")
            let events = try poller.wait()
            #expect(events.map(\.descriptor) == [other.descriptor])
            #expect(events[0].isReadable && !events[0].isWritable && !events[0].isHungUp)
        }
    }

    @Test("A state is told as long as it lasts, an edge once for each change")
    func edges() throws {
        try withPoller { poller, one, other in
            try poller.add(other.descriptor)
            try one.write("a")
            #expect(try poller.wait(milliseconds: 0).count == 1)
            #expect(try poller.wait(milliseconds: 0).count == 1)
            try poller.change(other.descriptor, to: [.reading, .edgeTriggered])
            #expect(try poller.wait(milliseconds: 0).count == 1)
            #expect(try poller.wait(milliseconds: 0).count == 0)
            try one.write("b")
            #expect(try poller.wait(milliseconds: 0).count == 1)
        }
    }

    @Test("Once is once, until it is asked for again")
    func once() throws {
        try withPoller { poller, one, other in
            try poller.add(other.descriptor, for: [.reading, .once])
            try one.write("a")
            #expect(try poller.wait(milliseconds: 0).count == 1)
            #expect(try poller.wait(milliseconds: 0).count == 0)
            try poller.change(other.descriptor, to: [.reading, .once])
            #expect(try poller.wait(milliseconds: 0).count == 1)
        }
    }

    @Test("Room to write is told where it was asked for")
    func writable() throws {
        try withPoller { poller, one, _ in
            try poller.add(one.descriptor, for: [.reading, .writing])
            let events = try poller.wait()
            #expect(events.map(\.isWritable) == [true] && events.map(\.isReadable) == [false])
        }
    }

    @Test("A side that closed is told as hung up and readable")
    func hungUp() throws {
        let poller = try Poller()
        let (one, other) = try makeSocketPair()
        defer { [poller.descriptor, one.descriptor].forEach(closeDescriptor) }
        try poller.add(one.descriptor)
        other.close()
        let events = try poller.wait()
        #expect(events.map(\.isHungUp) == [true] && events.map(\.isReadable) == [true])
    }

    @Test("What is watched no more is not told; adding twice and removing twice are errors")
    func removing() throws {
        try withPoller { poller, one, other in
            try poller.add(other.descriptor, for: [.reading, .exclusive])
            #expect(throws: SystemError(call: "epoll_ctl", errno: EEXIST)) {
                try poller.add(other.descriptor)
            }
            try one.write("a")
            try poller.remove(other.descriptor)
            #expect(try poller.wait(milliseconds: 0) == [])
            #expect(throws: SystemError(call: "epoll_ctl", errno: ENOENT)) {
                try poller.remove(other.descriptor)
            }
        }
    }

    @Test("No more events than asked for at once, and none is lost")
    func count() throws {
        let poller = try Poller()
        let pairs = try (0..<3).map { _ in try makeSocketPair() }
        defer {
            poller.close()
            pairs.flatMap { [$0.0, $0.1] }.forEach { $0.close() }
        }
        for (one, other) in pairs {
            try poller.add(other.descriptor, for: [.reading, .edgeTriggered])
            try one.write("a")
        }
        let first = try poller.wait(upTo: 2)
        let second = try poller.wait(upTo: 2)
        #expect((first + second).map(\.descriptor).sorted() == pairs.map(\.1.descriptor).sorted())
    }

    @Test("A closed poller is EBADF")
    func closed() async {
        await #expect(processExitsWith: .success) {
            // Lower numbers are free when it is closed, so that no other thread of this process is given its own.
            let lower = try (0..<16).map { _ in try makePipe() }
            let poller = try Poller()
            lower.flatMap { [$0.readEnd, $0.writeEnd] }.forEach(closeDescriptor)
            poller.close()
            #expect(throws: SystemError(call: "epoll_wait", errno: EBADF)) {
                try poller.wait(milliseconds: 0)
            }
        }
    }
}
