import Glibc
import ServerKit

public func runPrefork(_ listener: Listener, workers: Int, handle: (Connection) -> Void) throws {
    fflush(nil)
    for _ in 0..<workers {
        switch fork() {
        case -1: throw SystemError(call: "fork", errno: errno)
        case 0: work(listener.descriptor, handle)
        default: continue
        }
    }
    // 거둘 자식이 없을 때까지. 시그널로 끊긴 기다림은 다시 함.
    while wait(nil) != -1 || errno == EINTR {}
}

private func work(_ listener: Int32, _ handle: (Connection) -> Void) -> Never {
    while true {
        let client = accept(listener, nil, nil)
        if client == -1 {
            usleep(10_000)
        } else {
            handle(Connection(descriptor: client))
            close(client)
        }
    }
}
