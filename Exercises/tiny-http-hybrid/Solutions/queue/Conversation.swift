import Glibc

/// 다 도착한 HTTP 요청 하나.
public struct Request: Sendable {
    public var method: String
    public var target: String
    public var headers: [String: String] = [:]
    public var body: [UInt8] = []
}

/// 요청에 줄 답.
public struct Response: Sendable {
    public var status: Int
    public var body: [UInt8]

    public init(status: Int = 200, body: [UInt8] = []) {
        self.status = status
        self.body = body
    }

    public init(_ text: String, status: Int = 200) {
        self.init(status: status, body: Array(text.utf8))
    }
}

public func converse(_ client: Int32, _ answer: (Request) -> Response) {
    var reader = Reader(descriptor: client)
    while true {
        let response: Response
        let isLast: Bool
        do {
            guard let (request, closes) = try reader.request() else { return }
            (response, isLast) = (answer(request), closes)
        } catch {
            (response, isLast) = (Response(status: error.rawValue), true)
        }
        guard reader.send(response, isLast: isLast), !isLast else { return }
    }
}

private enum Refusal: Int, Error {
    case malformed = 400
    case longBody = 413
    case longHead = 431
    case unknownCoding = 501
}

/// 시스템 콜을 직접 써서, 필요한 만큼만 한 바이트씩 꺼냄.
private struct Reader {
    let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 4096)
    private var taken = 0
    private var filled = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// 다음 바이트. 손님이 보내기를 닫았거나 연결이 끊겼으면 nil.
    private mutating func byte() -> UInt8? {
        while taken == filled {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == -1 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            (taken, filled) = (0, count)
        }
        taken += 1
        return buffer[taken - 1]
    }

    /// `\r\n` 앞까지. `room`은 머리에 더 와도 되는 바이트 수.
    private mutating func line(_ room: inout Int) throws(Refusal) -> [UInt8]? {
        var line: [UInt8] = []
        while !line.suffix(2).elementsEqual([13, 10]) {
            guard let byte = byte() else { return nil }
            if room == 0 { throw .longHead }
            room -= 1
            line.append(byte)
        }
        return line.dropLast(2)
    }

    mutating func request() throws(Refusal) -> (Request, closes: Bool)? {
        var room = 8192
        guard let first = try line(&room) else { return nil }
        var lines: [[UInt8]] = []
        while true {
            guard let next = try line(&room) else { return nil }
            if next.isEmpty { break }
            lines.append(next)
        }
        let words = first.split(separator: 32, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 3, !words.contains("") else { throw .malformed }
        guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else { throw .malformed }
        var request = Request(method: words[0], target: words[1])
        for line in lines { try addHeader(line, to: &request) }
        guard request.headers["transfer-encoding"] == nil else { throw .unknownCoding }
        for _ in 0..<(try length(of: request)) {
            guard let byte = byte() else { return nil }
            request.body.append(byte)
        }
        let asked = request.headers["connection"]?.lowercased()
        return (request, words[2] == "HTTP/1.0" || asked == "close")
    }

    private func addHeader(_ line: [UInt8], to request: inout Request) throws(Refusal) {
        guard let colon = line.firstIndex(of: 58), colon > 0, line[colon - 1] != 32 else { throw .malformed }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let blanks: [UInt8] = [32, 9]
        var value = line[(colon + 1)...].drop { blanks.contains($0) }
        while let last = value.last, blanks.contains(last) { value.removeLast() }
        let text = String(decoding: value, as: UTF8.self)
        if name == "content-length", (request.headers[name] ?? text) != text { throw .malformed }
        request.headers[name] = text
    }

    private func length(of request: Request) throws(Refusal) -> Int {
        guard let text = request.headers["content-length"] else { return 0 }
        var length = 0
        for digit in text.utf8 {
            guard (48...57).contains(digit) else { throw .malformed }
            length = min(length * 10 + Int(digit - 48), 1 << 40)
        }
        if text.isEmpty { throw .malformed }
        if length > 65_536 { throw .longBody }
        return length
    }

    /// 다 보냈는지.
    func send(_ response: Response, isLast: Bool) -> Bool {
        let ending = isLast ? "Connection: close\r\n" : ""
        let text = "HTTP/1.1 \(response.status) -\r\nContent-Length: \(response.body.count)\r\n\(ending)\r\n"
        var rest = (Array(text.utf8) + response.body)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count == -1 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
