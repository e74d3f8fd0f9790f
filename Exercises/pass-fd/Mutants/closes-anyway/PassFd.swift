import Glibc
import ServerKit

struct NothingLent: Error {}

func lend(_ fd: Int32, over channel: Int32) throws {
    defer { close(fd) }
    try Connection(descriptor: channel).pass(descriptor: fd)
}

func borrow(from channel: Int32) throws -> Int32 {
    guard let got = try Connection(descriptor: channel).receiveDescriptor(upTo: 1), let fd = got.descriptor
    else { throw NothingLent() }
    return fd
}
