import Glibc
import ServerKit

public func runForking(_ listener: Listener, handle: (Connection) -> Void) throws {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        _ = try reapAnyChild()
        _ = try? forkChild {
            listener.close()
            handle(client)
            return 0
        }
        // 자식을 만들었든 못 만들었든 부모에게는 필요 없음.
        client.close()
    }
}
