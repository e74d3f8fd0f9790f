import Glibc

public struct Broken: Error {}

/// read와 write를 직접 부름.
public func ask(_ fd: Int32, _ message: [UInt8]) throws -> [UInt8] {
    signal(SIGPIPE, SIG_IGN)
    var head = UInt32(message.count).bigEndian
    try withUnsafeBytes(of: &head) { try writeAll($0, to: fd) }
    try message.withUnsafeBytes { try writeAll($0, to: fd) }

    try withUnsafeMutableBytes(of: &head) { try fill($0, from: fd) }
    var body = [UInt8](repeating: 0, count: Int(UInt32(bigEndian: head)))
    try body.withUnsafeMutableBytes { try fill($0, from: fd) }
    return body
}

private func writeAll(_ bytes: UnsafeRawBufferPointer, to fd: Int32) throws {
    var done = 0
    while done < bytes.count {
        let count = write(fd, bytes.baseAddress! + done, bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw Broken() }
        done += count
    }
}

private func fill(_ buffer: UnsafeMutableRawBufferPointer, from fd: Int32) throws {
    var done = 0
    while done < buffer.count {
        let count = read(fd, buffer.baseAddress! + done, buffer.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw Broken() }
        done += count
    }
}
