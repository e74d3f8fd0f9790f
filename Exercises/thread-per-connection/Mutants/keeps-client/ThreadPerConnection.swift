import Dispatch
import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let seats = DispatchSemaphore(value: limit)
    while true {
        // 자리부터 얻음. 받은 손님을 든 채로 기다리지 않음.
        seats.wait()
        guard let client = try? listener.accept() else {
            seats.signal()
            usleep(10_000)
            continue
        }
        do {
            try startThread {
                handle(client)
                seats.signal()
            }.detach()
        } catch {
            client.close()
            seats.signal()
        }
    }
}
