import Glibc
import ServerKit

struct NothingLent: Error {}

func lend(_ fd: Int32, over channel: Int32) throws {
    try Connection(descriptor: channel).pass(descriptor: fd)
    close(fd)
}

func borrow(from channel: Int32) throws -> Int32 {
    guard let got = try Connection(descriptor: channel).receiveDescriptor(upTo: 1), let fd = got.descriptor
    else { throw NothingLent() }
    // 받은 것은 상대의 것이니 내 것을 하나 만들어 돌려줌.
    return dup(fd)
}
