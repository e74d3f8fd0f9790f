import Glibc
import ServerKit

/// 마스터가 옛 워커마다 SIGTERM을 보냄. 워커는 시그널을 손님과 함께 기다림.
public func runReloading<Settings>(
    _ listener: Listener, workers: Int, load: () throws -> Settings,
    handle: (Connection, Settings) -> Void
) throws {
    let signals = try SignalWatch([SIGHUP, SIGTERM])
    try setNonBlocking(listener.descriptor)
    var settings = try load()
    var crew: [pid_t] = []
    repeat {
        let old = crew
        crew = try (0..<workers).map { _ in
            try forkChild {
                try work(listener, signals) { handle($0, settings) }
                return 0
            }
        }
        for child in old { kill(child, SIGTERM) }
    } while try waitForSettings(signals, &settings, load)
    for child in crew { kill(child, SIGTERM) }
    listener.close()
    while try waitAnyChild() != nil {}
}

/// 새 설정을 읽었으면 true, 내려갈 때면 false.
private func waitForSettings<Settings>(
    _ signals: SignalWatch, _ settings: inout Settings, _ load: () throws -> Settings
) throws -> Bool {
    while try signals.next() == SIGHUP {
        while try reapAnyChild() != nil {}
        settings = try load()
        return true
    }
    return false
}

private func work(_ listener: Listener, _ signals: SignalWatch, _ handle: (Connection) -> Void) throws {
    let poller = try Poller()
    for fd in [listener.descriptor, signals.descriptor] { try poller.add(fd) }
    while true {
        _ = try poller.wait()
        // 마스터에게 보낸 SIGHUP이 무리 전체에 왔더라도 SIGTERM만 따름.
        if try signals.takeNext() == SIGTERM { return }
        let client = accept(listener.descriptor, nil, nil)
        if client >= 0 {
            handle(Connection(descriptor: client))
            close(client)
        } else if errno == EMFILE {
            usleep(10_000)
        }
    }
}
