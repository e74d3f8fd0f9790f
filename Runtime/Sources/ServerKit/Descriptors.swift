internal import CServerKit
internal import Glibc

/// Makes a pipe: what is written to one end is read from the other; see pipe(2).
///
/// A reader sees the end of the pipe when **every** copy of the write end is closed. A fork copies both ends, so
/// each process closes the one it does not use.
///
/// - Parameter closeOnExec: Whether a program started from here goes without the two descriptors. A copy made with
///   `dup2` is kept open either way.
/// - Throws: ``SystemError`` if no descriptor is left (`EMFILE`, `ENFILE`).
public func makePipe(closeOnExec: Bool = true) throws -> (readEnd: Int32, writeEnd: Int32) {
    var ends: [Int32] = [-1, -1]
    guard sk_pipe(&ends, closeOnExec) == 0 else { throw SystemError(call: "pipe", errno: errno) }
    return (ends[0], ends[1])
}

/// Reads once, up to `count` bytes; see read(2).
///
/// Fewer bytes than asked for are no sign of the end: it is what was there. Waits while there is nothing; a wait
/// that a signal interrupts goes on.
///
/// - Returns: At least one byte, or nil at the end of the file.
/// - Throws: ``SystemError``, among others `EAGAIN` if the descriptor is non-blocking and nothing is there.
public func readSome(_ descriptor: Int32, upTo count: Int = 4096) throws -> [UInt8]? {
    precondition(count > 0, "a read of \(count) bytes cannot tell the end of the file")
    var failure: Int32 = 0
    while true {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let result = read(descriptor, buffer.baseAddress, count)
            // Kept at once: making the array may call other functions that set errno.
            failure = result < 0 ? errno : 0
            filled = max(result, 0)
        }
        if failure == 0 { return bytes.isEmpty ? nil : bytes }
        guard failure == EINTR else { throw SystemError(call: "read", errno: failure) }
    }
}

/// Reads until the end of the file.
///
/// - Throws: ``SystemError``; what was read before is lost.
public func readToEnd(_ descriptor: Int32) throws -> [UInt8] {
    var all: [UInt8] = []
    while let bytes = try readSome(descriptor) { all += bytes }
    return all
}

/// Writes once; see write(2).
///
/// - Returns: How many of the bytes were taken, which may be fewer than given.
/// - Throws: ``SystemError``, among others `EAGAIN` if the descriptor is non-blocking and has no room, `EPIPE` if
///   nobody can read any more. That case also sends `SIGPIPE`, which ends the process unless it is ignored.
public func writeSome(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) throws -> Int {
    while true {
        let taken = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if taken >= 0 { return taken }
        guard errno == EINTR else { throw SystemError(call: "write", errno: errno) }
    }
}

/// Writes all bytes, in as many steps as it takes.
///
/// - Throws: ``SystemError`` as ``writeSome(_:_:)`` does; some of the bytes may have been written before.
public func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
        rest = rest.dropFirst(try writeSome(descriptor, rest))
    }
}

/// Writes the UTF-8 of a text.
///
/// - Throws: ``SystemError`` as ``writeAll(_:_:)-(_,[UInt8])`` does.
public func writeAll(_ descriptor: Int32, _ text: String) throws {
    try writeAll(descriptor, Array(text.utf8))
}
