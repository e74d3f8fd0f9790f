import Glibc

/// One client of a server on the loopback, with a deadline for everything it waits for.
final class HTTPClient {
    private let descriptor: Int32

    /// nil where nobody listens.
    init?(port: UInt16, patienceSeconds: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafeBytes(of: &address) { bytes -> Bool in
            guard let place = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return connect(descriptor, place, socklen_t(bytes.count)) == 0
        }
        // What has all its values is closed by `deinit`.
        guard connected else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether all of the request went out.
    func ask(_ target: String) -> Bool {
        let request = Array("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        let count = send(descriptor, request, request.count, Int32(truncatingIfNeeded: MSG_NOSIGNAL))
        return count == request.count
    }

    /// How an answer came.
    enum Answer: Equatable {
        case status(Int)
        /// The connection ended before it was whole.
        case ended
        case tooLate
    }

    /// Reads one whole answer: its head, and as much body as it announces.
    func answer() -> Answer {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            if let whole = Self.status(of: bytes) { return .status(whole) }
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return .tooLate }
            guard count > 0, bytes.count < 1 << 16 else { return .ended }
            bytes += chunk[..<count]
        }
    }

    /// Of an answer that is there as a whole; nil while it is not.
    static func status(of bytes: [UInt8]) -> Int? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let first = lines.first, let status = first.split(separator: " ").dropFirst().first else {
            return nil
        }
        let announced = lines.dropFirst().first { $0.lowercased().hasPrefix("content-length:") }
        let length = announced.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
        return text[end.upperBound...].utf8.count >= length ? Int(status) : nil
    }
}
