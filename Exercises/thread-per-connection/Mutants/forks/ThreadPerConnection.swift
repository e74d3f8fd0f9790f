import Dispatch
import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let seats = DispatchSemaphore(value: limit)
    while true {
        seats.wait()
        guard let client = try? listener.accept() else {
            seats.signal()
            usleep(10_000)
            continue
        }
        // 스레드를 띄우기는 하지만 일은 자식 프로세스가 함.
        try startThread {
            let child = try? forkChild {
                handle(client)
                return 0
            }
            client.close()
            if let child { _ = try? waitChild(child) }
            seats.signal()
        }.detach()
    }
}
