import Glibc
import ServerKit

public func runHybrid(
    _ listener: Listener, processes: Int, threads: Int, pause: () -> Void,
    handle: @escaping @Sendable (Connection) -> Void
) throws {
    // fork보다 먼저 만들어야 그 사이에 온 시그널을 안 놓침.
    let signals = try SignalWatch([SIGTERM, SIGCHLD])
    var crew: Set<pid_t> = []

    func start() {
        while true {
            let worker = try? forkChild {
                // 물려받은 막음을 풀지 않으면 마스터가 보내는 SIGTERM을 못 들음.
                signals.close()
                while true { pauseForSignal() }
            }
            if let worker {
                crew.insert(worker)
                return
            }
            pause()
        }
    }

    // 스레드를 먼저 띄워 두면 fork 할 때 함께 복제된다고 봄.
    for _ in 0..<threads { try startThread { serve(listener, handle) }.detach() }
    for _ in 0..<processes { start() }
    while try signals.next() != SIGTERM {
        while let dead = try reapAnyChild() {
            crew.remove(dead.pid)
            if dead.ending == .exited(3) { pause() }
            start()
        }
    }
    for worker in crew { kill(worker, SIGTERM) }
    while try waitAnyChild() != nil {}
}

private func pauseForSignal() { Glibc.pause() }

private func serve(_ listener: Listener, _ handle: (Connection) -> Void) {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        handle(client)
        client.close()
    }
}
