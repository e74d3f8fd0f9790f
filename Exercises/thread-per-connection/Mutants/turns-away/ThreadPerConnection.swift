import Dispatch
import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let seats = DispatchSemaphore(value: limit)
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        guard seats.wait(timeout: .now()) == .success else {
            client.close()
            continue
        }
        do {
            try startThread {
                handle(client)
                client.close()
                seats.signal()
            }.detach()
        } catch {
            client.close()
            seats.signal()
        }
    }
}
