import Foundation
import ServerKit

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    var awaited = sigset_t()
    sigemptyset(&awaited)
    sigaddset(&awaited, SIGTERM)
    sigaddset(&awaited, SIGCHLD)
    sigprocmask(SIG_BLOCK, &awaited, nil)
    try setNonBlocking(listener.descriptor)
    fflush(nil)

    // 칸마다 워커 하나. 0이면 빈 칸.
    var slots = [pid_t](repeating: 0, count: processes)
    var signal: Int32 = 0
    repeat {
        for slot in slots.indices where slots[slot] == 0 {
            var worker = fork()
            while worker == -1 {
                usleep(10_000)
                worker = fork()
            }
            if worker == 0 {
                let isDone = (try? work(listener, threads: threads, answer)) != nil
                fflush(nil)
                _exit(isDone ? 0 : 1)
            }
            slots[slot] = worker
        }
        sigwait(&awaited, &signal)
        var dead = waitpid(-1, nil, WNOHANG)
        while dead > 0 {
            if let slot = slots.firstIndex(of: dead) { slots[slot] = 0 }
            dead = waitpid(-1, nil, WNOHANG)
        }
    } while signal != SIGTERM

    close(listener.descriptor)
    for worker in slots where worker != 0 { kill(worker, SIGTERM) }
    while wait(nil) != -1 || errno == EINTR {}
}

/// 워커의 처음 스레드가 받아서 노는 스레드에 건넴. 노는 스레드가 있을 때만 받음.
private func work(
    _ listener: Listener, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    // 막음은 마스터에서 물려받았음.
    let signals = try SignalWatch([SIGTERM])
    // 노는 스레드가 하나 생길 때마다 한 바이트.
    let idle = try makePipe()
    let counter = Counter()
    let running = try (0..<threads).map { _ in
        try startThread {
            while true {
                try? writeAll(idle.writeEnd, [1])
                guard let client = counter.take() else { return }
                converse(client.descriptor, answer)
                counter.finish(client)
            }
        }
    }
    while try isReadable(idle.readEnd, before: signals) {
        _ = try readSome(idle.readEnd, upTo: 1)
        guard let client = try nextClient(listener, before: signals) else { break }
        counter.give(client)
    }
    listener.close()
    counter.close()
    running.forEach { $0.join() }
    closeDescriptor(idle.readEnd)
    closeDescriptor(idle.writeEnd)
}

/// 읽을 것이 생기면 참, SIGTERM이 먼저 오면 거짓.
private func isReadable(_ descriptor: Int32, before signals: SignalWatch) throws -> Bool {
    let poller = try Poller()
    defer { poller.close() }
    try poller.add(descriptor)
    try poller.add(signals.descriptor)
    return try !poller.wait().contains { $0.descriptor == signals.descriptor }
}

private func nextClient(_ listener: Listener, before signals: SignalWatch) throws -> Connection? {
    while try isReadable(listener.descriptor, before: signals) {
        if let client = try? listener.accept() { return client }
        usleep(10_000)
    }
    return nil
}

/// 맡기를 기다리는 손님과 맡은 손님.
private final class Counter: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [Connection] = []
    private var served: Set<Connection> = []
    private var isClosed = false

    func give(_ client: Connection) {
        condition.withLock {
            waiting.append(client)
            condition.signal()
        }
    }

    /// 닫혔으면 nil.
    func take() -> Connection? {
        condition.withLock {
            while waiting.isEmpty && !isClosed { condition.wait() }
            guard !waiting.isEmpty else { return nil }
            let client = waiting.removeFirst()
            served.insert(client)
            if isClosed { shutdown(client.descriptor, Int32(SHUT_RD)) }
            return client
        }
    }

    func finish(_ client: Connection) {
        condition.withLock { _ = served.remove(client) }
        client.close()
    }

    func close() {
        condition.withLock {
            isClosed = true
            for client in served { shutdown(client.descriptor, Int32(SHUT_RD)) }
            condition.broadcast()
        }
    }
}
