import Glibc
import ServerKit

public struct Broken: Error {}

public func ask(_ fd: Int32, _ message: [UInt8]) throws -> [UInt8] {
    let count = UInt32(message.count)
    let head = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
    // Connection의 write는 SIGPIPE 없이 EPIPE로 알려 줌.
    try Connection(descriptor: fd).write(head + message)

    var bytes: [UInt8] = []
    while true {
        // 머리가 왔고 본문도 다 왔으면 그만큼만 돌려줌.
        if bytes.count >= 4 {
            let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            if bytes.count >= 4 + length { return Array(bytes[4..<(4 + length)]) }
        }
        guard let more = try readSome(fd, upTo: 65_536) else { throw Broken() }
        bytes += more
    }
}
