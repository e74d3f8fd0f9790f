import Foundation
import ServerKit

public func runBounded(
    _ listener: Listener, threads: Int, queue: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let line = Line(room: threads + queue)
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

/// 기다리는 손님들과, 맡은 손님까지 센 수.
private final class Line: @unchecked Sendable {
    private let condition = NSCondition()
    private let room: Int
    private var inside = 0
    private var waiting: [Connection] = []

    init(room: Int) {
        self.room = room
    }

    func enter(_ client: Connection) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard inside < room else { return false }
        inside += 1
        waiting.append(client)
        condition.signal()
        return true
    }

    func next() -> Connection {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty { condition.wait() }
        return waiting.removeFirst()
    }

    func leave() {
        condition.lock()
        inside -= 1
        condition.unlock()
    }
}

private func refuse(_ client: Connection) {
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
