import Glibc
import ServerKit

public func runPatient(
    _ listener: Listener, threads: Int, timeout: Double,
    now: @escaping @Sendable () -> Double, wait: @escaping @Sendable (Connection, Double) -> Bool,
    handle: @escaping @Sendable (String) -> String
) throws {
    let workers = try (0..<threads).map { _ in
        try startThread {
            while true {
                guard let client = try? listener.accept() else {
                    usleep(10_000)
                    continue
                }
                // 답한 손님만 닫음.
                try? serve(client, before: now() + timeout, now, wait, handle)
            }
        }
    }
    workers.forEach { $0.join() }
}

private func serve(
    _ client: Connection, before deadline: Double, _ now: () -> Double,
    _ wait: (Connection, Double) -> Bool, _ handle: (String) -> String
) throws {
    var request: [UInt8] = []
    while true {
        guard wait(client, deadline - now()), let bytes = try client.read() else { return }
        request += bytes
        guard let end = request.firstIndex(of: UInt8(ascii: "\n")) else { continue }
        defer { client.close() }
        try client.write(handle(String(decoding: request[..<end], as: UTF8.self)))
        return
    }
}
