import Foundation
import ServerKit

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    // fork보다 먼저 만들어야 그 사이에 온 시그널을 안 놓침.
    let signals = try SignalWatch([SIGTERM, SIGCHLD])
    var crew: Set<pid_t> = []

    func start() {
        while true {
            let worker = try? forkChild {
                try work(listener, threads: threads, signals, answer)
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
        if let dead = try reapAnyChild() {
            crew.remove(dead.pid)
            start()
        }
    }
    for worker in crew { kill(worker, SIGTERM) }
    // 듣는 소켓은 함께 쥔 것이라, 여기서 하면 워커들의 accept가 모두 깨어남.
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    listener.close()
    while try waitAnyChild() != nil {}
}

/// 워커의 처음 스레드는 시그널만 기다림. 막음과 signalfd를 물려받았음.
private func work(
    _ listener: Listener, threads: Int, _ signals: SignalWatch,
    _ answer: @escaping @Sendable (Request) -> Response
) throws {
    let desk = Desk()
    let running = try (0..<threads).map { _ in
        try startThread { desk.serve(listener, answer) }
    }
    while try signals.next() != SIGTERM {}
    desk.close()
    running.forEach { $0.join() }
}

/// 이 워커가 지금 맡은 연결들.
private final class Desk: @unchecked Sendable {
    private let lock = NSLock()
    private var clients: Set<Connection> = []
    private var isClosed = false

    func serve(_ listener: Listener, _ answer: (Request) -> Response) {
        while !lock.withLock({ isClosed }) {
            guard let client = try? listener.accept() else {
                usleep(10_000)
                continue
            }
            lock.withLock {
                clients.insert(client)
                if isClosed { stopReading(client) }
            }
            converse(client.descriptor, answer)
            // 닫은 번호가 다시 쓰이기 전에 지움.
            _ = lock.withLock { clients.remove(client) }
            client.close()
        }
    }

    func close() {
        lock.withLock {
            isClosed = true
            clients.forEach(stopReading)
        }
    }

    private func stopReading(_ client: Connection) {
        shutdown(client.descriptor, Int32(SHUT_RD))
    }
}
