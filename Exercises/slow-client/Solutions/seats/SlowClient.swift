import Dispatch
import Glibc
import ServerKit

/// 자리를 얻은 다음 받아서, 손님마다 새 스레드에 맡김.
public func runPatient(
    _ listener: Listener, threads: Int, timeout: Double,
    now: @escaping @Sendable () -> Double, wait: @escaping @Sendable (Connection, Double) -> Bool,
    handle: @escaping @Sendable (String) -> String
) throws {
    let seats = DispatchSemaphore(value: threads)
    let patience = Patience(now: now, wait: wait)
    while true {
        seats.wait()
        do {
            let client = try listener.accept()
            let thread = try? startThread {
                if let line = patience.line(from: client, seconds: timeout) {
                    try? client.write(handle(line))
                }
                client.close()
                seats.signal()
            }
            if let thread {
                thread.detach()
            } else {
                client.close()
                seats.signal()
            }
        } catch {
            seats.signal()
            usleep(10_000)
        }
    }
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
