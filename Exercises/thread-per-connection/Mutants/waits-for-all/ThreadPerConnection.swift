import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    var threads: [RunningThread] = []
    while true {
        // 자리가 다 차면 모두 끝나기를 기다림: 하나가 오래 걸리면 나머지 자리도 놂.
        if threads.count == limit {
            threads.forEach { $0.join() }
            threads = []
        }
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        do {
            threads.append(
                try startThread {
                    handle(client)
                    client.close()
                })
        } catch {
            client.close()
        }
    }
}
