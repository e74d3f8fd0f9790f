import Dispatch
import Glibc
import ServerKit
import Synchronization

/// 자리를 나타내는 세마포어와, 일이 있음을 나타내는 세마포어. 받는 스레드도 따로 둠.
public func runBounded(
    _ listener: Listener, threads: Int, queue: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let seats = DispatchSemaphore(value: threads + queue)
    let ready = DispatchSemaphore(value: 0)
    let clients = Clients()
    let workers = try (0..<threads).map { _ in
        try startThread {
            while true {
                ready.wait()
                guard let client = clients.list.withLock({ $0.popLast() }) else { continue }
                handle(client)
                client.close()
                seats.signal()
            }
        }
    }
    let receiver = try startThread {
        while true {
            do {
                let client = try listener.accept()
                guard seats.wait(timeout: .now()) == .success else {
                    turnAway(client)
                    continue
                }
                clients.list.withLock { $0.insert(client, at: 0) }
                ready.signal()
            } catch {
                usleep(10_000)
            }
        }
    }
    (workers + [receiver]).forEach { $0.join() }
}

/// 나중에 온 손님이 앞에 있음.
private final class Clients: Sendable {
    let list = Mutex<[Connection]>([])
}

private func turnAway(_ client: Connection) {
    let body = "지금은 바쁨\n"
    let answer = """
        HTTP/1.1 503 Service Unavailable\r
        Connection: close\r
        Content-Length: \(body.utf8.count)\r
        Retry-After: 2\r
        \r
        \(body)
        """
    // 기다리지 않게 한 다음, 와 있는 것을 버림.
    try? setNonBlocking(client.descriptor)
    _ = try? client.read(upTo: 65_536)
    try? client.write(answer)
    client.close()
}
