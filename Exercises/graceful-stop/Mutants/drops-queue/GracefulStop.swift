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
            while try terms.takeNext() == nil {
                // 한 명씩 받고, 받을 때마다 그만하라는 말이 있는지 봄.
                if let client = try? listener.accept() {
                    handle(client)
                    client.close()
                } else {
                    _ = try poller.wait()
                }
            }
            return 0
        }
    }
    _ = try terms.next()
    for child in children { kill(child, SIGTERM) }
    listener.close()
    for child in children { _ = try waitChild(child) }
}
