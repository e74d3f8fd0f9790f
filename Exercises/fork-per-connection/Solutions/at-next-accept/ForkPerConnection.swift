import Glibc
import ServerKit

public func runForking(_ listener: Listener, handle: (Connection) -> Void) throws {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        // 그사이 끝난 자식을 모두 거둠. 시그널 하나가 여럿의 끝일 수 있으니 하나만 거두지 않음.
        while try reapAnyChild() != nil {}
        _ = try? forkChild {
            listener.close()
            handle(client)
            return 0
        }
        // 자식을 만들었든 못 만들었든 부모에게는 필요 없음.
        client.close()
    }
}
