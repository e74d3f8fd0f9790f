import Glibc
import ServerKit

// 시그널 핸들러가 보니 전역임. 워커마다 제 것이 있음.
private nonisolated(unsafe) var current: Int32 = -1
private nonisolated(unsafe) var isOver = false

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    // fork보다 먼저 만들어야 그 사이에 온 시그널을 안 놓침.
    let signals = try SignalWatch([SIGTERM, SIGCHLD])
    var crew: Set<pid_t> = []

    func start() {
        while true {
            let worker = try? forkChild {
                work(listener, signals, answer)
                return 0
            }
            if let worker {
                crew.insert(worker)
                return
            }
            usleep(10_000)
        }
    }

    for _ in 0..<processes { start() }
    while try signals.next() != SIGTERM {
        while let dead = try reapAnyChild() {
            crew.remove(dead.pid)
            start()
        }
    }
    for worker in crew { kill(worker, SIGTERM) }
    // 듣는 소켓은 함께 쥔 것이라, 여기서 하면 워커들의 accept가 모두 깨어남.
    listener.close()
    while try waitAnyChild() != nil {}
}

private func work(_ listener: Listener, _ signals: SignalWatch, _ answer: (Request) -> Response) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
        isOver = true
        if current >= 0 { shutdown(current, Int32(SHUT_RD)) }
    }
    sigaction(SIGTERM, &action, nil)
    // 물려받은 막음을 풂.
    signals.close()
    while !isOver {
        guard let client = try? listener.accept() else {
            if !isOver { usleep(10_000) }
            continue
        }
        current = client.descriptor
        // 핸들러가 current보다 먼저 불렸을 수 있음.
        if isOver { shutdown(current, Int32(SHUT_RD)) }
        converse(client.descriptor, answer)
        // 닫은 번호가 다시 쓰이기 전에 잊음.
        current = -1
        client.close()
    }
}
