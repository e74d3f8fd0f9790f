import Glibc
import ServerKit

/// 무리마다 파이프 하나. 마스터가 쓰는 끝을 닫으면 그 무리가 그만둠.
public func runReloading<Settings>(
    _ listener: Listener, workers: Int, load: () throws -> Settings,
    handle: (Connection, Settings) -> Void
) throws {
    let signals = try SignalWatch([SIGHUP, SIGTERM, SIGCHLD])
    try setNonBlocking(listener.descriptor)
    var current: Int32?

    func start(_ settings: Settings) throws -> Int32 {
        let stop = try makePipe()
        for _ in 0..<workers {
            _ = try forkChild {
                // 옛 무리의 쓰는 끝을 쥐고 있으면 옛 무리가 끝을 못 봄.
                if let current { closeDescriptor(current) }
                closeDescriptor(stop.writeEnd)
                try serve(listener, until: stop.readEnd) { handle($0, settings) }
                return 0
            }
        }
        closeDescriptor(stop.readEnd)
        return stop.writeEnd
    }

    current = try start(load())
    while true {
        let signal = try signals.next()
        while try reapAnyChild() != nil {}
        if signal == SIGTERM { break }
        guard signal == SIGHUP, let settings = try? load(), let next = try? start(settings) else { continue }
        if let old = current { closeDescriptor(old) }
        current = next
    }
    if let current { closeDescriptor(current) }
    listener.close()
    while try waitAnyChild() != nil {}
}

private func serve(_ listener: Listener, until stop: Int32, _ handle: (Connection) -> Void) throws {
    let poller = try Poller()
    try poller.add(listener.descriptor)
    try poller.add(stop)
    while true {
        if try poller.wait().contains(where: { $0.descriptor == stop }) { return }
        do {
            let client = try listener.accept()
            handle(client)
            client.close()
        } catch let error as SystemError where error.wouldWait {
            // 남이 먼저 받음.
        } catch {
            usleep(10_000)
        }
    }
}
