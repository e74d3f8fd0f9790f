import Glibc
import ServerKit

/// 자식이 맡은 손님. 시그널 핸들러가 보니 전역임.
private nonisolated(unsafe) var current: Int32 = -1

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    // fork보다 먼저 만들어야 그 사이에 온 시그널을 안 놓침.
    let signals = try SignalWatch([SIGTERM, SIGCHLD])
    try setNonBlocking(listener.descriptor)
    let poller = try Poller()
    for descriptor in [listener.descriptor, signals.descriptor] { try poller.add(descriptor) }
    var children: Set<pid_t> = []
    while true {
        // 다 찼으면 시그널만 기다림: 줄은 그대로 둠.
        if children.count < processes {
            _ = try poller.wait()
        } else {
            _ = try waitToRead(signals.descriptor)
        }
        while let signal = try signals.takeNext() {
            if signal == SIGTERM { return try finish(listener, children) }
        }
        while let dead = try reapAnyChild() { children.remove(dead.pid) }
        guard children.count < processes, let client = next(listener) else { continue }
        current = client.descriptor
        let child = try? forkChild {
            talk(client, signals, answer)
            return 0
        }
        if let child { children.insert(child) }
        client.close()
    }
}

private func next(_ listener: Listener) -> Connection? {
    do {
        return try listener.accept()
    } catch {
        if (error as? SystemError)?.wouldWait != true { usleep(10_000) }
        return nil
    }
}

private func talk(_ client: Connection, _ signals: SignalWatch, _ answer: (Request) -> Response) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in shutdown(current, Int32(SHUT_RD)) }
    sigaction(SIGTERM, &action, nil)
    // 물려받은 막음을 풂. 그 사이에 온 SIGTERM은 이때 핸들러로 감.
    signals.close()
    converse(client.descriptor, answer)
}

private func finish(_ listener: Listener, _ children: Set<pid_t>) throws {
    listener.close()
    if children.isEmpty { return }
    while try waitAnyChild() != nil {}
}
