internal import CServerKit
internal import Glibc

extension Connection {
    /// Sends a descriptor to another process of this machine, with bytes that tell what it is; see unix(7),
    /// `SCM_RIGHTS`. For sockets of ``makeSocketPair()`` and of the file system only.
    ///
    /// The receiver gets a descriptor of its own; this one stays open, and is yours to close.
    ///
    /// - Parameter bytes: At least one: a descriptor cannot travel alone.
    /// - Throws: ``SystemError``, among others `EPIPE` if the other side is gone.
    public func pass(descriptor: Int32, with bytes: [UInt8] = [0]) throws {
        precondition(!bytes.isEmpty, "a descriptor needs a byte to travel with")
        var taken = 0
        repeat {
            taken = bytes.withUnsafeBytes {
                sk_send_descriptor(self.descriptor, descriptor, $0.baseAddress, $0.count)
            }
        } while taken < 0 && errno == EINTR
        guard taken >= 0 else { throw SystemError(call: "sendmsg", errno: errno) }
        // What found no room follows without the descriptor, as the rest of any message.
        try write(Array(bytes.dropFirst(taken)))
    }

    /// Receives what ``pass(descriptor:with:)`` sent, waiting for it.
    ///
    /// - Parameter count: How many of its bytes at most.
    /// - Returns: The bytes and the descriptor, which is yours to close and closed in started programs; nil for the
    ///   descriptor where plain bytes were sent. nil when the other side has closed its end.
    /// - Throws: ``SystemError``, among others `ECONNRESET` if the other side broke the connection off.
    public func receiveDescriptor(upTo count: Int = 4096) throws -> (descriptor: Int32?, bytes: [UInt8])? {
        precondition(count > 0, "a read of \(count) bytes cannot tell the end")
        var failure: Int32 = 0
        var descriptor: Int32 = -1
        while true {
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = sk_receive_descriptor(self.descriptor, &descriptor, buffer.baseAddress, count)
                failure = got < 0 ? errno : 0
                filled = max(got, 0)
            }
            if failure == 0 { return bytes.isEmpty ? nil : (descriptor < 0 ? nil : descriptor, bytes) }
            guard failure == EINTR else { throw SystemError(call: "recvmsg", errno: failure) }
        }
    }
}
