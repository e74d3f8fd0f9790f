import Glibc
import ServerKit

public func serveForever(_ listener: Listener, answer: (String) -> String) -> Never {
    while true {
        let descriptor = accept(listener.descriptor, nil, nil)
        guard descriptor >= 0 else {
            if errno == EMFILE || errno == ECONNABORTED {
                usleep(10_000)
                continue
            }
            fatalError("받지 못함")
        }
        serve(Connection(descriptor: descriptor), answer)
    }
}

private func serve(_ client: Connection, _ answer: (String) -> String) {
    defer { client.close() }
    do {
        guard let request = try client.readLine() else { return }
        try client.write(answer(request) + "\n")
    } catch {
        // 손님이 끊음: 그 손님만 끝남.
    }
}
