import Glibc
import ServerKit

struct NothingLent: Error {}

func lend(_ fd: Int32, over channel: Int32) throws {
    try Connection(descriptor: channel).write([UInt8(fd)])
    close(fd)
}

func borrow(from channel: Int32) throws -> Int32 {
    guard let number = try Connection(descriptor: channel).read(upTo: 1) else { throw NothingLent() }
    return Int32(number[0])
}
