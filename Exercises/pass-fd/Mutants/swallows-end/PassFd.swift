import Glibc
import ServerKit

struct NothingLent: Error {}

func lend(_ fd: Int32, over channel: Int32) throws {
    try Connection(descriptor: channel).pass(descriptor: fd)
    close(fd)
}

func borrow(from channel: Int32) throws -> Int32 {
    guard let got = try Connection(descriptor: channel).receiveDescriptor(upTo: 1), let fd = got.descriptor
    else { return -1 }
    return fd
}
