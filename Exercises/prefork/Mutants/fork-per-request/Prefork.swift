import Glibc
import ServerKit

public func runPrefork(_ listener: Listener, workers: Int, handle: (Connection) -> Void) throws {
    var running = 0
    while true {
        while running >= workers, try waitAnyChild() != nil { running -= 1 }
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        while try reapAnyChild() != nil { running -= 1 }
        _ = try forkChild {
            handle(client)
            return 0
        }
        running += 1
        client.close()
    }
}
