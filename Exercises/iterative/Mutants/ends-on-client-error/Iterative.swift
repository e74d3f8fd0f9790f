import Glibc
import ServerKit

public func serveForever(_ listener: Listener, answer: (String) -> String) -> Never {
    while true {
        do {
            let client = try listener.accept()
            try serve(client, answer)
        } catch {
            if let failure = error as? SystemError, failure.call == "accept" {
                usleep(10_000)
                continue
            }
            fatalError("손님과 이야기하지 못함: \(error)")
        }
    }
}

private func serve(_ client: Connection, _ answer: (String) -> String) throws {
    defer { client.close() }
    guard let request = try client.readLine() else { return }
    try client.write(answer(request) + "\n")
}
