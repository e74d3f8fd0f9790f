/// 다 도착한 HTTP/1.1 요청 하나.
struct Request {
    /// 요청 줄의 첫 조각. 예: `GET`
    var method: String
    /// 요청 줄의 둘째 조각. 예: `/hello?name=kim`
    var target: String
    /// 헤더. 이름은 소문자로 바꿔 넣고, 값은 앞뒤의 빈칸과 탭을 뺌. 예: `["host": "a.kr"]`
    var headers: [String: String] = [:]
    /// `Content-Length`만큼의 바이트. 글자가 아닐 수도 있음.
    var body: [UInt8] = []
}

/// 연결을 더 믿을 수 없는 까닭.
enum ParseError: Error {
    /// 형식이 틀림: 400으로 답할 일.
    case malformed
    /// 정한 크기를 넘음: 413이나 431로 답할 일.
    case tooLarge
}

/// Looks at each byte once and remembers where in a request it stands.
struct HTTPParser {
    private enum State {
        case requestLine
        case headers
        case body(left: Int)
    }

    let maxHeadBytes: Int
    let maxBodyBytes: Int
    private var state = State.requestLine
    private var line: [UInt8] = []
    private var headBytes = 0
    private var request = Request(method: "", target: "")

    init(maxHeadBytes: Int = 8192, maxBodyBytes: Int = 65_536) {
        self.maxHeadBytes = maxHeadBytes
        self.maxBodyBytes = maxBodyBytes
    }

    mutating func feed(_ bytes: [UInt8]) throws -> [Request] {
        var done: [Request] = []
        for byte in bytes {
            if try take(byte) {
                done.append(request)
                request = Request(method: "", target: "")
                headBytes = 0
                state = .requestLine
            }
        }
        return done
    }

    /// True when this byte was the last one of a request.
    private mutating func take(_ byte: UInt8) throws -> Bool {
        if case .body(let left) = state {
            request.body.append(byte)
            state = .body(left: left - 1)
            return left == 1
        }
        headBytes += 1
        if headBytes > maxHeadBytes { throw ParseError.tooLarge }
        line.append(byte)
        guard line.suffix(2) == [13, 10] else { return false }
        let text = Array(line.dropLast(2))
        line = []
        return try takeLine(text)
    }

    private mutating func takeLine(_ text: [UInt8]) throws -> Bool {
        if case .requestLine = state {
            try takeRequestLine(text)
            state = .headers
            return false
        }
        guard text.isEmpty else {
            try takeHeader(text)
            return false
        }
        let length = try contentLength()
        if length > maxBodyBytes { throw ParseError.tooLarge }
        state = .body(left: length)
        return length == 0
    }

    private mutating func takeRequestLine(_ text: [UInt8]) throws {
        let parts = text.split(separator: 32, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { throw ParseError.malformed }
        guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else { throw ParseError.malformed }
        request.method = parts[0]
        request.target = parts[1]
    }

    private mutating func takeHeader(_ text: [UInt8]) throws {
        let parts = text.split(separator: 58, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let last = parts[0].last, last != 32, last != 9 else {
            throw ParseError.malformed
        }
        var value = parts[1]
        while let first = value.first, first == 32 || first == 9 { value.removeFirst() }
        while let last = value.last, last == 32 || last == 9 { value.removeLast() }
        let name = String(decoding: parts[0], as: UTF8.self).lowercased()
        let text = String(decoding: value, as: UTF8.self)
        if name == "content-length", let before = request.headers[name], before != text {
            throw ParseError.malformed
        }
        request.headers[name] = text
    }

    private func contentLength() throws -> Int {
        guard let text = request.headers["content-length"] else { return 0 }
        var length = 0
        for digit in text.utf8 {
            guard (48...57).contains(digit) else { throw ParseError.malformed }
            length = min(length * 10 + Int(digit - 48), 1 << 40)
        }
        if text.isEmpty { throw ParseError.malformed }
        return length
    }
}
