import Glibc

/// The host's end of the socket to `sil`. Blocking: the host has nothing better to do than to be heard.
struct Channel {
    let descriptor: Int32

    enum Failure: Error, Equatable {
        /// `sil` has gone, or gives up.
        case closed
        case system(code: Int32)
    }

    func send(_ record: Record) throws {
        var rest = record.frame[...]
        while !rest.isEmpty {
            // Without the flag, a `sil` that has gone would kill the host by a signal, and its children would
            // stay.
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw errno == EPIPE || errno == ECONNRESET ? Failure.closed : Failure.system(code: errno)
            }
        }
    }

    /// The next record, or nil if `sil` has closed the channel between two of them.
    func receive() throws -> Record? {
        let head = try read(count: Record.headBytes)
        guard !head.isEmpty else {
            return nil
        }
        guard head.count == Record.headBytes else {
            throw RecordError.cutOff
        }
        let length = Record.length(head: head)
        guard length <= Record.bodyBytesMax else {
            throw RecordError.tooLong(bytes: length)
        }
        let body = try read(count: length)
        guard body.count == length else {
            throw RecordError.cutOff
        }
        return try Record(body: body)
    }

    /// As many bytes as asked for, or fewer if the stream ends before.
    private func read(count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = try ReadEnd(descriptor: descriptor).read(atMost: min(count - bytes.count, 65_536))
            guard case .bytes(let more) = piece else {
                break
            }
            bytes += more
        }
        return bytes
    }
}

/// A descriptor to read from, blocking or not.
struct ReadEnd {
    let descriptor: Int32

    enum Piece: Equatable {
        case bytes([UInt8])
        /// Nothing there now (non-blocking descriptors only).
        case nothing
        case end
    }

    func read(atMost limit: Int) throws(Channel.Failure) -> Piece {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var result: Int
            repeat {
                result = Glibc.read(descriptor, buffer.baseAddress, limit)
            } while result < 0 && errno == EINTR
            code = result < 0 ? errno : 0
            count = max(0, result)
        }
        switch code {
        case 0: return bytes.isEmpty ? .end : .bytes(bytes)
        case EAGAIN: return .nothing
        case ECONNRESET: throw .closed
        default: throw .system(code: code)
        }
    }
}
