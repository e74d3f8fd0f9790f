import Glibc
import ServerKit

public func serveForever(_ listener: Listener, answer: (String) -> String) -> Never {
    while true {
        do {
            let client = try listener.accept()
            serve(client, answer)
        } catch {
            // 받지 못함. 손님은 줄을 선 채로 있으니 조금 뒤에 다시 함.
            usleep(10_000)
        }
    }
}

private func serve(_ client: Connection, _ answer: (String) -> String) {
    defer { client.close() }
    do {
        guard let bytes = try client.read() else { return }
        let request = String(String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline })
        try client.write(answer(request) + "\n")
    } catch {
        // 손님이 끊음: 그 손님만 끝남.
    }
}
