import Glibc
import ServerKit

/// 마스터가 워커마다 SIGTERM을 전함. 워커는 손님과 시그널을 짧게 번갈아 기다리지 않고, 둘을 함께 기다림.
public func runUntilTerminated(
    _ listener: Listener, workers: Int, handle: (Connection) -> Void
) throws {
    let terms = try SignalWatch([SIGTERM])
    try setNonBlocking(listener.descriptor)
    let children = try (0..<workers).map { _ in
        try forkChild {
            let poller = try Poller()
            for fd in [listener.descriptor, terms.descriptor] { try poller.add(fd) }
            repeat {
                serveQueue(listener, handle)
                _ = try poller.wait()
            } while try terms.takeNext() == nil
            serveQueue(listener, handle)
            return 0
        }
    }
    _ = try terms.next()
    for child in children { kill(child, SIGTERM) }
    listener.close()
    // 이만큼이면 다 끝났겠거니 함.
    usleep(100_000)
}

/// 줄이 빌 때까지 받음.
private func serveQueue(_ listener: Listener, _ handle: (Connection) -> Void) {
    while true {
        let client = accept(listener.descriptor, nil, nil)
        if client == -1 && errno == EAGAIN { return }
        if client == -1 {
            usleep(1000)
            continue
        }
        handle(Connection(descriptor: client))
        close(client)
    }
}
