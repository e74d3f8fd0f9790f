import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    // 스레드마다 손님을 받고 또 받음: 손님이 없어도 스레드가 남음.
    let threads = try (0..<limit).map { _ in
        try startThread {
            while true {
                guard let client = try? listener.accept() else {
                    usleep(10_000)
                    continue
                }
                handle(client)
                client.close()
            }
        }
    }
    threads.forEach { $0.join() }
}
