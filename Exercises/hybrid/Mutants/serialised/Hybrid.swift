import Foundation
import ServerKit

private let whole = NSLock()

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
                return work(listener, threads, handle)
            }
            if let worker {
                crew.insert(worker)
                return
            }
            pause()
        }
    }

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

/// 워커가 하는 일. 스레드를 다 띄우지 못했을 때만 돌아옴.
private func work(
    _ listener: Listener, _ threads: Int, _ handle: @escaping @Sendable (Connection) -> Void
) -> Int32 {
    var running: [RunningThread] = []
    for _ in 0..<threads {
        guard let thread = try? startThread({ serve(listener, handle) }) else { return 3 }
        running.append(thread)
    }
    running.forEach { $0.join() }
    return 0
}

private func serve(_ listener: Listener, _ handle: (Connection) -> Void) {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        // 스레드끼리 섞이지 않게 한 번에 한 손님씩 맡음.
        whole.withLock { handle(client) }
        client.close()
    }
}
