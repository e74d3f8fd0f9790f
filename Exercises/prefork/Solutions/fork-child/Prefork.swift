import Glibc
import ServerKit

public func runPrefork(_ listener: Listener, workers: Int, handle: (Connection) -> Void) throws {
    for _ in 0..<workers {
        _ = try forkChild { serve(listener, handle) }
    }
    while try waitAnyChild() != nil {}
}

private func serve(_ listener: Listener, _ handle: (Connection) -> Void) -> Never {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        handle(client)
        client.close()
    }
}
