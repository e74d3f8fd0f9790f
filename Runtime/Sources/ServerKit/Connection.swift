internal import CServerKit
internal import Glibc

/// One end of a connection: a stream socket; see socket(7).
///
/// A value with a descriptor in it: copies name the same connection, a forked child has it too, and nothing closes it
/// but ``close()``. It keeps no bytes back, so that `poll`, another process and whoever gets the descriptor see
/// everything that was not read yet.
public struct Connection: Hashable, Sendable {
    public let descriptor: Int32

    /// Takes over a connected socket.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Connects to a port of this machine; see connect(2).
    ///
    /// - Throws: ``SystemError``, among others `ECONNREFUSED` if nobody listens there.
    public init(toPort port: UInt16) throws {
        var failed: UnsafePointer<CChar>?
        descriptor = sk_connect(port, &failed)
        guard descriptor >= 0 else { throw SystemError(failed, errno: errno) }
    }

    /// Reads once, as ``readSome(_:upTo:)`` does.
    ///
    /// - Returns: At least one byte, or nil when the other side has closed its end.
    /// - Throws: ``SystemError``, among others `ECONNRESET` if the other side broke the connection off.
    public func read(upTo count: Int = 4096) throws -> [UInt8]? {
        try readSome(descriptor, upTo: count)
    }

    /// Reads a line, and not one byte of what follows.
    ///
    /// For connections that may wait: where the descriptor is non-blocking, an `EAGAIN` in the middle of a line loses
    /// its beginning.
    ///
    /// - Parameter limit: Bytes that a line may have at most: a client that never ends one shall not fill the memory.
    /// - Returns: The line without its `\n` or `\r\n`, what is no UTF-8 replaced; the last one may lack its end. nil
    ///   when nothing is left.
    /// - Throws: ``SystemError``; with `EMSGSIZE` if the line is longer than `limit`.
    public func readLine(limit: Int = 65_536) throws -> String? {
        let newline = UInt8(ascii: "\n")
        var line: [UInt8] = []
        while true {
            // Looked at first, taken after: what follows the line stays where it is.
            let ahead = try peek(upTo: min(4096, limit + 2 - line.count))
            guard !ahead.isEmpty else { return line.isEmpty ? nil : Self.text(line) }
            let end = ahead.firstIndex(of: newline)
            let wanted = end.map { $0 + 1 } ?? ahead.count
            var taken = 0
            while taken < wanted, let bytes = try read(upTo: wanted - taken) {
                line += bytes
                taken += bytes.count
            }
            if end != nil { return Self.text(line) }
            guard line.count <= limit else { throw SystemError(call: "readLine", errno: EMSGSIZE) }
        }
    }

    private static func text(_ line: [UInt8]) -> String {
        var text = line[...]
        if text.last == UInt8(ascii: "\n") {
            text.removeLast()
            if text.last == UInt8(ascii: "\r") { text.removeLast() }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Empty at the end.
    private func peek(upTo count: Int) throws -> [UInt8] {
        var failure: Int32 = 0
        while true {
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let result = recv(descriptor, buffer.baseAddress, count, Int32(MSG_PEEK))
                failure = result < 0 ? errno : 0
                filled = max(result, 0)
            }
            if failure == 0 { return bytes }
            guard failure == EINTR else { throw SystemError(call: "recv", errno: failure) }
        }
    }

    /// Writes once; see send(2). Unlike ``writeSome(_:_:)`` no `SIGPIPE` is sent when nobody can read any more.
    ///
    /// - Returns: How many of the bytes were taken, which may be fewer than given.
    /// - Throws: ``SystemError``, among others `EPIPE` or `ECONNRESET` if the other side is gone, `EAGAIN` if the
    ///   descriptor is non-blocking and has no room.
    public func writeSome(_ bytes: ArraySlice<UInt8>) throws -> Int {
        while true {
            let taken = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if taken >= 0 { return taken }
            guard errno == EINTR else { throw SystemError(call: "send", errno: errno) }
        }
    }

    /// Writes all bytes, in as many steps as it takes.
    ///
    /// - Throws: ``SystemError`` as ``writeSome(_:)`` does; some of the bytes may have been written before.
    public func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            rest = rest.dropFirst(try writeSome(rest))
        }
    }

    /// Writes the UTF-8 of a text.
    ///
    /// - Throws: ``SystemError`` as ``writeSome(_:)`` does.
    public func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    /// Says that nothing more will be written: the other side reads the end, and can still answer. See shutdown(2).
    ///
    /// - Throws: ``SystemError`` with `ENOTCONN` if the connection is broken off.
    public func closeWriting() throws {
        guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else {
            throw SystemError(call: "shutdown", errno: errno)
        }
    }

    /// Closes this process's descriptor. The connection stays while another process has it.
    public func close() {
        closeDescriptor(descriptor)
    }
}
