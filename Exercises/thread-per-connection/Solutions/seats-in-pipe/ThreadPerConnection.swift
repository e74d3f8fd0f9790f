import Glibc
import ServerKit

public func runThreads(
    _ listener: Listener, limit: Int, handle: @escaping @Sendable (Connection) -> Void
) throws {
    // 자리표를 파이프에 담아 둠. 한 장을 꺼낸 사람만 손님을 받음. 파이프가 비면 넣는 사람이 있을 때까지 잠듦.
    let seats = try makePipe()
    let seat: [UInt8] = [1]
    for _ in 0..<limit { try writeAll(seats.writeEnd, seat) }
    while true {
        _ = try readSome(seats.readEnd, upTo: 1)
        let client = nextClient(of: listener)
        let thread = try? startThread {
            handle(client)
            client.close()
            try? writeAll(seats.writeEnd, seat)
        }
        if let thread {
            thread.detach()
        } else {
            client.close()
            try writeAll(seats.writeEnd, seat)
        }
    }
}

/// 받지 못하면 조금 쉬고 다시 함.
private func nextClient(of listener: Listener) -> Connection {
    while true {
        if let client = try? listener.accept() { return client }
        usleep(10_000)
    }
}
