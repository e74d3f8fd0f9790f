import Glibc
import ServerKit

/// 마스터가 파이프의 쓰는 끝을 닫는 것이 "그만"임: 워커 모두에게 한꺼번에 보임.
public func runUntilTerminated(
    _ listener: Listener, workers: Int, handle: (Connection) -> Void
) throws {
    let stop = try makePipe()
    let signals = try SignalWatch([SIGTERM])
    try setNonBlocking(listener.descriptor)
    for _ in 0..<workers {
        _ = try forkChild {
            closeDescriptor(stop.writeEnd)
            try serve(listener, until: stop.readEnd, handle)
            return 0
        }
    }
    _ = try signals.next()
    closeDescriptor(stop.writeEnd)
    listener.close()
    while try waitAnyChild() != nil {}
}

private func serve(_ listener: Listener, until stop: Int32, _ handle: (Connection) -> Void) throws {
    let poller = try Poller()
    try poller.add(listener.descriptor)
    try poller.add(stop)
    while true {
        // 그만하라는 것을 먼저 적어 두고, 그다음 줄을 비움: 그때까지 줄을 선 손님은 모두 받음.
        let isOver = try poller.wait().contains { $0.descriptor == stop }
        while let client = try? listener.accept() {
            handle(client)
            client.close()
        }
        if isOver { return }
    }
}
