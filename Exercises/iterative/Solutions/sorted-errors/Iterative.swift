import Glibc
import ServerKit

public func serveForever(_ listener: Listener, answer: (String) -> String) -> Never {
    // 닫힌 연결에 쓸 때 시그널 대신 EPIPE를 받음.
    signal(SIGPIPE, SIG_IGN)
    while true {
        let client = accept(listener.descriptor, nil, nil)
        if client >= 0 {
            if let request = request(from: client) {
                try? writeAll(client, answer(request) + "\n")
            }
            close(client)
            continue
        }
        if errno != EINTR && errno != ECONNABORTED { usleep(10_000) }
    }
}

/// 줄 하나. 손님이 끊거나 아무것도 안 보내면 nil.
private func request(from client: Int32) -> String? {
    var line: [UInt8] = []
    while line.last != UInt8(ascii: "\n") {
        do {
            guard let byte = try readSome(client, upTo: 1) else { break }
            line += byte
        } catch {
            return nil
        }
    }
    guard !line.isEmpty else { return nil }
    return String(String(decoding: line, as: UTF8.self).prefix { !$0.isNewline })
}
