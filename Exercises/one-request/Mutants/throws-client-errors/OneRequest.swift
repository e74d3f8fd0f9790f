import ServerKit

public func serveOnce(_ listener: Listener, answer: (String) -> String) throws {
    let client = try listener.accept()
    defer { client.close() }
    guard let request = try client.readLine() else { return }
    try client.write(answer(request) + "\n")
}
