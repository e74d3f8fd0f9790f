import Glibc

/// The clients' ends of the TCP connections to one port of the loopback, as the kernel counts them: which have received
/// something. wrk adds up the answers of all its connections, so that one that waits for ever does not show.
///
/// Asked by netlink (sock_diag(7)), which costs the load nothing.
struct ClientConnections: Equatable {
    var open: Int
    /// Of those, how many have received at least one byte.
    var answered: Int

    /// nil where the kernel does not tell.
    static func toward(port: UInt16) -> ClientConnections? {
        let descriptor = socket(
            AF_NETLINK, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), Layout.sockDiagFamily)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // The kernel answers at once; nothing may hang should it not.
        var patience = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let question = question(port: port)
        guard send(descriptor, question, question.count, 0) == question.count else { return nil }
        var found = ClientConnections(open: 0, answered: 0)
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0, let isLast = found.take(bytes[..<count], port: port) else { return nil }
            if isLast { return found }
        }
    }

    /// Numbers of linux/netlink.h, linux/sock_diag.h, linux/inet_diag.h and linux/tcp.h.
    enum Layout {
        static let sockDiagFamily: Int32 = 4
        static let byFamily: UInt16 = 20
        /// NLM_F_REQUEST and NLM_F_DUMP
        static let dump: UInt16 = 0x301
        static let error: UInt16 = 2
        static let done: UInt16 = 3
        static let headerBytes = 16
        static let questionBytes = 56
        static let answerBytes = 72
        /// INET_DIAG_INFO, and its bit in the question.
        static let information: UInt16 = 2
        static let informationBit: UInt8 = 1 << 1
        /// TCP_ESTABLISHED, and TCP_CLOSE_WAIT: the server has closed, the client not yet.
        static let states: UInt32 = 1 << 1 | 1 << 8
        /// Of `tcpi_bytes_received` in `tcp_info`.
        static let bytesReceivedOffset = 128
    }

    static func question(port: UInt16) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Layout.headerBytes + Layout.questionBytes)
        bytes.put(UInt32(bytes.count), at: 0)
        bytes.put(Layout.byFamily, at: 4)
        bytes.put(Layout.dump, at: 6)
        bytes.put(UInt32(1), at: 8)
        bytes[16] = UInt8(AF_INET)
        bytes[17] = UInt8(IPPROTO_TCP)
        bytes[18] = Layout.informationBit
        bytes.put(Layout.states, at: 20)
        // The port of the other side.
        bytes.put(port.bigEndian, at: 26)
        return bytes
    }

    /// Adds what one datagram says. True when it is the last, nil when it is an error or makes no sense.
    mutating func take(_ datagram: ArraySlice<UInt8>, port: UInt16) -> Bool? {
        var rest = datagram
        while rest.count >= Layout.headerBytes {
            let length = Int(rest.number(UInt32.self, at: 0))
            let kind = rest.number(UInt16.self, at: 4)
            guard length >= Layout.headerBytes, length <= rest.count else { return nil }
            switch kind {
            case Layout.done: return true
            case Layout.error: return nil
            case Layout.byFamily:
                let body = rest.dropFirst(Layout.headerBytes).prefix(length - Layout.headerBytes)
                guard body.count >= Layout.answerBytes else { return nil }
                if UInt16(bigEndian: body.number(UInt16.self, at: 6)) == port {
                    guard let received = Self.bytesReceived(in: body.dropFirst(Layout.answerBytes)) else {
                        return nil
                    }
                    open += 1
                    if received > 0 { answered += 1 }
                }
            default: break
            }
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return false
    }

    /// nil where the kernel is older than the figure (Linux 4.1).
    private static func bytesReceived(in attributes: ArraySlice<UInt8>) -> UInt64? {
        var rest = attributes
        while rest.count >= 4 {
            let length = Int(rest.number(UInt16.self, at: 0))
            guard length >= 4, length <= rest.count else { return nil }
            if rest.number(UInt16.self, at: 2) == Layout.information {
                guard length - 4 >= Layout.bytesReceivedOffset + 8 else { return nil }
                return rest.number(UInt64.self, at: 4 + Layout.bytesReceivedOffset)
            }
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return nil
    }
}

extension Array<UInt8> {
    /// In the machine's own order of bytes, as netlink has it.
    fileprivate mutating func put(_ number: some FixedWidthInteger, at offset: Int) {
        Swift.withUnsafeBytes(of: number) { replaceSubrange(offset..<offset + $0.count, with: $0) }
    }
}

extension ArraySlice<UInt8> {
    /// - Parameter offset: from the slice's start; the number must lie in it.
    fileprivate func number<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number {
        withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
    }
}
