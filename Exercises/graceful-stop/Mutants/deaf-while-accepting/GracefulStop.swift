import Glibc
import ServerKit

/// 마스터가 워커마다 SIGTERM을 전함. 워커는 손님과 시그널을 짧게 번갈아 기다리지 않고, 둘을 함께 기다림.
public func runUntilTerminated(
    _ listener: Listener, workers: Int, handle: (Connection) -> Void
) throws {
    let terms = try SignalWatch([SIGTERM])
    let children = try (0..<workers).map { _ in
        try forkChild {
            while try terms.takeNext() == nil { serveNext(listener, handle) }
            return 0
        }
    }
    _ = try terms.next()
    for child in children { kill(child, SIGTERM) }
    listener.close()
    for child in children { _ = try waitChild(child) }
}

private func serveNext(_ listener: Listener, _ handle: (Connection) -> Void) {
    let client = accept(listener.descriptor, nil, nil)
    guard client != -1 else { return }
    handle(Connection(descriptor: client))
    close(client)
}
