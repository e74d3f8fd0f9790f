import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        do {
            try startThread {
                handle(client)
                client.close()
            }.detach()
        } catch {
            client.close()
        }
    }
}
