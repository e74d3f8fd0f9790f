import Glibc
import ServerKit

public func serveOnce(_ listener: Listener, answer: (String) -> String) throws {
    let client = try listener.accept().descriptor
    defer { close(client) }
    var request: [UInt8] = []
    while true {
        // 줄 끝까지 모음. 조각은 몇 바이트든 됨.
        guard let piece = try? readSome(client) else { break }
        request += piece
        if let end = request.firstIndex(of: UInt8(ascii: "\n")) {
            reply(to: request[..<end], client, answer)
            return
        }
    }
}

private func reply(to request: ArraySlice<UInt8>, _ client: Int32, _ answer: (String) -> String) {
    let line = request.last == UInt8(ascii: "\r") ? request.dropLast() : request
    var rest = Array((answer(String(decoding: line, as: UTF8.self)) + "\n").utf8)[...]
    while !rest.isEmpty {
        let taken = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if taken < 0 && errno == EINTR { continue }
        guard taken >= 0 else { return }
        rest = rest.dropFirst(taken)
    }
}
