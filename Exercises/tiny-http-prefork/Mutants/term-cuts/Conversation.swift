import ServerKit

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
    let connection = Connection(descriptor: client)
    var inbox = Inbox()
    do {
        while true {
            while let (request, isLast) = try inbox.next() {
                try connection.write(message(answer(request), closing: isLast))
                if isLast { return }
            }
            guard let bytes = try connection.read() else { return }
            inbox.pending += bytes
        }
    } catch let refusal as Refusal {
        try? connection.write(message(Response("", status: refusal.status), closing: true))
    } catch {
        // 끊긴 연결에는 더 할 일이 없음.
    }
}

private func message(_ response: Response, closing: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(response.status) \(response.status < 300 ? "OK" : "Error")\r\n"
    head += "Content-Length: \(response.body.count)\r\n"
    if closing { head += "Connection: close\r\n" }
    return Array("\(head)\r\n".utf8) + response.body
}

private struct Refusal: Error {
    let status: Int
}

/// 온 바이트를 모아 두고 앞에서부터 요청을 떼어 냄.
private struct Inbox {
    var pending: [UInt8] = []
    /// 머리의 끝을 여기부터 찾음: 앞은 이미 봄.
    private var searched = 0

    mutating func next() throws -> (Request, isLast: Bool)? {
        guard let bodyStart = endOfHead() else {
            if pending.count > 8192 { throw Refusal(status: 431) }
            return nil
        }
        if bodyStart > 8192 { throw Refusal(status: 431) }
        var (request, version) = try parse(String(decoding: pending[..<(bodyStart - 4)], as: UTF8.self))
        if request.headers["transfer-encoding"] != nil { throw Refusal(status: 501) }
        let length = try number(request.headers["content-length"] ?? "0")
        if length > 65_536 { throw Refusal(status: 413) }
        guard pending.count >= bodyStart + length else { return nil }
        request.body = Array(pending[bodyStart..<bodyStart + length])
        pending.removeFirst(bodyStart + length)
        searched = 0
        return (request, version == "HTTP/1.0" || request.headers["connection"]?.lowercased() == "close")
    }

    private mutating func endOfHead() -> Int? {
        let mark: [UInt8] = [13, 10, 13, 10]
        while searched + mark.count <= pending.count {
            if pending[searched..<searched + mark.count].elementsEqual(mark) { return searched + mark.count }
            searched += 1
        }
        return nil
    }

    private func parse(_ head: String) throws -> (Request, version: Substring) {
        // "\r\n"은 글자 하나임.
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, !words.contains(""), ["HTTP/1.1", "HTTP/1.0"].contains(words[2]) else {
            throw Refusal(status: 400)
        }
        var request = Request(method: String(words[0]), target: String(words[1]))
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw Refusal(status: 400) }
            let name = line[..<colon].lowercased()
            if name.isEmpty || name.contains(" ") { throw Refusal(status: 400) }
            let value = trimmed(line[line.index(after: colon)...])
            if name == "content-length", let earlier = request.headers[name], earlier != value {
                throw Refusal(status: 400)
            }
            request.headers[name] = value
        }
        return (request, words[2])
    }

    private func trimmed(_ text: Substring) -> String {
        let isBlank = { (letter: Character) in letter == " " || letter == "\t" }
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return String(text)
    }

    private func number(_ text: String) throws -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw Refusal(status: 400)
        }
        // Int에 안 들어가는 수는 받을 수 있는 길이보다 큼.
        return Int(text) ?? Int.max
    }
}
