import Glibc
import ServerKit

public struct Broken: Error {}

public func ask(_ fd: Int32, _ message: [UInt8]) throws -> [UInt8] {
    let count = UInt32(message.count)
    let head = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    // Connection의 write는 SIGPIPE 없이 EPIPE로 알려 줌.
    try Connection(descriptor: fd).write(head + message)

    let length = try readExactly(4, from: fd).reduce(0) { $0 << 8 | Int($1) }
    return try readExactly(length, from: fd)
}

private func readExactly(_ count: Int, from fd: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
        guard let more = try readSome(fd, upTo: count - bytes.count) else { throw Broken() }
        bytes += more
    }
    return bytes
}
