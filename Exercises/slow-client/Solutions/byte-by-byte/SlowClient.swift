import Glibc
import ServerKit

/// 부른 스레드도 손님을 맡음. 새로 띄우는 것은 하나 적음.
public func runPatient(
    _ listener: Listener, threads: Int, timeout: Double,
    now: @escaping @Sendable () -> Double, wait: @escaping @Sendable (Connection, Double) -> Bool,
    handle: @escaping @Sendable (String) -> String
) throws {
    let patience = Patience(now: now, wait: wait)
    @Sendable func work() {
        while true {
            do {
                let client = try listener.accept()
                defer { client.close() }
                guard let line = patience.line(from: client, seconds: timeout) else { continue }
                try? client.write(handle(line))
            } catch {
                usleep(10_000)
            }
        }
    }
    for _ in 1..<threads { try startThread(work).detach() }
    work()
}

private struct Patience: Sendable {
    let now: @Sendable () -> Double
    let wait: @Sendable (Connection, Double) -> Bool

    /// nil이면 제때 다 오지 않았거나, 손님이 떠난 것임.
    func line(from client: Connection, seconds: Double) -> String? {
        let start = now()
        var bytes: [UInt8] = []
        while bytes.last != UInt8(ascii: "\n") {
            let left = start + seconds - now()
            if left <= 0 || !wait(client, left) { return nil }
            // 한 바이트씩: 줄 다음의 것은 건드리지 않음.
            guard let byte = try? client.read(upTo: 1) else { return nil }
            bytes += byte
        }
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }
}
