import ServerKit

public func serveOnce(_ listener: Listener, answer: (String) -> String) throws {
    let client = try listener.accept()
    defer { client.close() }
    var request: [UInt8] = []
    while true {
        // 줄 끝까지 모음. 조각은 몇 바이트든 됨.
        guard let piece = try? client.read() else { break }
        request += piece
        if let end = request.firstIndex(of: UInt8(ascii: "\n")) {
            reply(to: request[..<end], client, answer)
            return
        }
    }
    // 손님이 그만 보냄: 여기까지가 한 줄임.
    if !request.isEmpty { reply(to: request[...], client, answer) }
}

private func reply(to request: ArraySlice<UInt8>, _ client: Connection, _ answer: (String) -> String) {
    let line = request.last == UInt8(ascii: "\r") ? request.dropLast() : request
    var rest = Array((answer(String(decoding: line, as: UTF8.self)) + "\n").utf8)[...]
    while !rest.isEmpty {
        guard let taken = try? client.writeSome(rest) else { return }
        rest = rest.dropFirst(taken)
    }
}
