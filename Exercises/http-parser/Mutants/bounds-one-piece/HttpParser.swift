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

/// Keeps what has come and cuts whole requests off its front.
struct HTTPParser {
    let maxHeadBytes: Int
    let maxBodyBytes: Int
    private var pending: [UInt8] = []

    init(maxHeadBytes: Int = 8192, maxBodyBytes: Int = 65_536) {
        self.maxHeadBytes = maxHeadBytes
        self.maxBodyBytes = maxBodyBytes
    }

    mutating func feed(_ bytes: [UInt8]) throws -> [Request] {
        pending += bytes
        var requests: [Request] = []
        while let request = try next(bytes.count) { requests.append(request) }
        return requests
    }

    private mutating func next(_ piece: Int) throws -> Request? {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = pending.indices.first(where: { pending[$0...].starts(with: mark) }) else {
            if piece > maxHeadBytes { throw ParseError.tooLarge }
            return nil
        }
        let bodyStart = end + mark.count
        if bodyStart > maxHeadBytes { throw ParseError.tooLarge }
        var (request, length) = try head(String(decoding: pending[..<end], as: UTF8.self))
        if length > maxBodyBytes { throw ParseError.tooLarge }
        guard pending.count >= bodyStart + length else { return nil }
        request.body = Array(pending[bodyStart..<bodyStart + length])
        pending.removeFirst(bodyStart + length)
        return request
    }

    private func head(_ text: String) throws -> (Request, length: Int) {
        // "\r\n" is one Character.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        let parts = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts.contains(""), ["HTTP/1.1", "HTTP/1.0"].contains(parts[2]) else {
            throw ParseError.malformed
        }
        var request = Request(method: String(parts[0]), target: String(parts[1]))
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw ParseError.malformed }
            let name = line[..<colon].lowercased()
            if name.isEmpty || name.contains(" ") { throw ParseError.malformed }
            let value = trimmed(line[line.index(after: colon)...])
            if name == "content-length", let earlier = request.headers[name], earlier != value {
                throw ParseError.malformed
            }
            request.headers[name] = value
        }
        return (request, try length(request.headers["content-length"] ?? "0"))
    }

    private func trimmed(_ text: Substring) -> String {
        let isBlank = { (letter: Character) in letter == " " || letter == "\t" }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(text)
    }

    private func length(_ text: String) throws -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw ParseError.malformed
        }
        // More digits than an Int holds is surely more than we take.
        return Int(text) ?? Int.max
    }
}
