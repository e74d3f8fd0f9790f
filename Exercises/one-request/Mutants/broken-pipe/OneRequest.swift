import ServerKit

public func serveOnce(_ listener: Listener, answer: (String) -> String) throws {
    let client = try listener.accept()
    defer { client.close() }
    do {
        guard let request = try client.readLine() else { return }
        try writeAll(client.descriptor, answer(request) + "\n")
    } catch {
        // 손님이 끊음: 그 손님의 일로 끝남.
    }
}
