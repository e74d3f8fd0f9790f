import Dispatch
import Glibc
import ServerKit
import Synchronization

/// 누가 놀고 누가 기다리는지는 받는 스레드 혼자만 앎. 손이 빈 스레드는 파이프로 제 번호를 알림.
public func runBounded(
    _ listener: Listener, threads: Int, queue: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    let done = try makePipe()
    let desks = (0..<threads).map { _ in Desk() }
    for (number, desk) in desks.enumerated() {
        let started = try startThread {
            while true {
                let client = desk.next()
                handle(client)
                client.close()
                try? writeAll(done.writeEnd, [UInt8(number)])
            }
        }
        started.detach()
    }
    try setNonBlocking(listener.descriptor)
    let poller = try Poller()
    for descriptor in [listener.descriptor, done.readEnd] { try poller.add(descriptor) }
    var idle = desks
    var waiting: [Connection] = []
    while true {
        let ready = try poller.wait().map(\.descriptor)
        if ready.contains(done.readEnd), let numbers = try readSome(done.readEnd) {
            for number in numbers { idle.append(desks[Int(number)]) }
        }
        while !waiting.isEmpty, let desk = idle.popLast() { desk.serve(waiting.removeFirst()) }
        guard ready.contains(listener.descriptor) else { continue }
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        if let desk = idle.popLast() {
            desk.serve(client)
        } else if waiting.count < queue {
            waiting.append(client)
        } else {
            refuse(client)
        }
    }
}

/// 스레드 하나가 손님 하나를 건네받는 곳.
private final class Desk: Sendable {
    private let client = Mutex<Connection?>(nil)
    private let called = DispatchSemaphore(value: 0)

    func serve(_ next: Connection) {
        client.withLock { $0 = next }
        called.signal()
    }

    func next() -> Connection {
        while true {
            called.wait()
            if let next = client.withLock({ $0.take() }) { return next }
        }
    }
}

private func refuse(_ client: Connection) {
    defer { client.close() }
    do {
        if try waitToRead(client.descriptor, milliseconds: 0) { _ = try client.read(upTo: 65_536) }
        try client.write("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n")
        try client.write("Content-Length: 0\r\nConnection: close\r\n\r\n")
    } catch {
        // 거절할 손님이 먼저 떠남.
    }
}
