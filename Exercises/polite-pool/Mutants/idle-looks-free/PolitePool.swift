import Foundation
import ServerKit

public func runBounded(
    _ listener: Listener, threads: Int, queue: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let line = Line(threads: threads, queue: queue)
    for _ in 0..<threads {
        try startThread {
            while true {
                let client = line.next()
                handle(client)
                client.close()
                line.leave()
            }
        }.detach()
    }
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        if !line.enter(client) { refuse(client) }
    }
}

/// 기다리는 손님들과, 노는 스레드의 수.
private final class Line: @unchecked Sendable {
    private let condition = NSCondition()
    private let queue: Int
    private var idle: Int
    private var waiting: [Connection] = []

    init(threads: Int, queue: Int) {
        self.queue = queue
        idle = threads
    }

    func enter(_ client: Connection) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        // 노는 스레드가 있으면 넣음. 아직 꺼내러 오지 않은 스레드도 노는 것으로 셈.
        guard idle > 0 || waiting.count < queue else { return false }
        waiting.append(client)
        condition.signal()
        return true
    }

    func next() -> Connection {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty { condition.wait() }
        idle -= 1
        return waiting.removeFirst()
    }

    func leave() {
        condition.lock()
        idle += 1
        condition.unlock()
    }
}

private func refuse(_ client: Connection) {
    defer { client.close() }
    do {
        var left = 65_536
        while left > 0, try waitToRead(client.descriptor, milliseconds: 0) {
            guard let bytes = try client.read() else { break }
            left -= bytes.count
        }
        try client.write("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n")
        try client.write("Content-Length: 0\r\nConnection: close\r\n\r\n")
    } catch {
        // 거절할 손님이 먼저 떠남.
    }
}
