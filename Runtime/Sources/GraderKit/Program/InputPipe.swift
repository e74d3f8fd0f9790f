import Glibc
import ServerKit

/// The write end of a program's standard input. It never waits beyond a deadline.
final class InputPipe: Sendable {
    /// nil once it is closed.
    private let descriptor: Locked<Int32?>

    init(_ descriptor: Int32) {
        self.descriptor = Locked(descriptor)
        // Fails for what is not open only.
        try? setNonBlocking(descriptor)
    }

    deinit {
        close()
    }

    func close() {
        descriptor.withLock { descriptor in
            if let open = descriptor { closeDescriptor(open) }
            descriptor = nil
        }
    }

    /// - Throws: ``ProgramFailure``: `reset`, `silent`.
    func send(_ bytes: [UInt8], until deadline: Deadline) throws {
        try descriptor.withLock { descriptor in
            guard let descriptor else { throw ProgramFailure.reset(while: "stdin에 쓰기") }
            try writeAll(bytes, to: descriptor, doing: "stdin에 쓰기", until: deadline) {
                try writeSome(descriptor, $0)
            }
        }
    }
}

/// Writes all bytes to a non-blocking descriptor.
///
/// - Throws: ``ProgramFailure``: `reset`, `silent`, `system`.
func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, doing: String, until deadline: Deadline,
    write: (ArraySlice<UInt8>) throws -> Int
) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        do {
            rest = rest.dropFirst(try write(rest))
        } catch let error as SystemError where error.wouldWait {
            var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard !deadline.isOver, poll(&wait, 1, deadline.milliseconds) != 0 else {
                throw ProgramFailure.silent(while: doing, seconds: deadline.seconds, received: "")
            }
        } catch let error as SystemError where [EPIPE, ECONNRESET].contains(error.errno) {
            throw ProgramFailure.reset(while: doing)
        } catch let error as SystemError {
            throw ProgramFailure.system(error)
        }
    }
}
