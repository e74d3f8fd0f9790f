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
        guard let thread = try? startThread({ handle(client) }) else {
            client.close()
            continue
        }
        // 이 스레드가 끝나야 다음 손님을 받음.
        thread.join()
        client.close()
    }
}
