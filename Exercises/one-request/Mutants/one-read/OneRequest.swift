import ServerKit

public func serveOnce(_ listener: Listener, answer: (String) -> String) throws {
    let client = try listener.accept()
    defer { client.close() }
    do {
        guard let bytes = try client.read() else { return }
        let request = String(String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline })
        try client.write(answer(request) + "\n")
    } catch {
        // 손님이 끊음: 그 손님의 일로 끝남.
    }
}
