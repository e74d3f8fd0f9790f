import Foundation
import ServerKit

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    // 스레드보다 먼저 만들어야 모두 막음을 물려받음.
    let signals = try SignalWatch([SIGTERM])
    let desk = Desk()
    let running = try (0..<threads).map { _ in
        try startThread { desk.serve(listener, answer) }
    }
    _ = try signals.next()
    desk.close(listener)
    running.forEach { $0.join() }
    listener.close()
}

/// 지금 맡은 연결들.
private final class Desk: @unchecked Sendable {
    private let lock = NSLock()
    private var clients: Set<Connection> = []
    private var isClosed = false

    func serve(_ listener: Listener, _ answer: (Request) -> Response) {
        while !lock.withLock({ isClosed }) {
            guard let client = try? listener.accept() else { return }
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

    func close(_ listener: Listener) {
        lock.withLock {
            isClosed = true
            clients.forEach(stopReading)
        }
        // 잠든 accept를 모두 깨움.
        shutdown(listener.descriptor, Int32(SHUT_RDWR))
    }

    private func stopReading(_ client: Connection) {
        shutdown(client.descriptor, Int32(SHUT_RD))
    }
}
