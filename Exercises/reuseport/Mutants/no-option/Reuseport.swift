import Glibc
import ServerKit

public func runReusePort(bind: (Int32) throws -> Void, workers: Int, handle: (Connection) -> Void) throws {
    for _ in 0..<workers {
        _ = try forkChild {
            let listener = try openListener(bind)
            while true {
                guard let client = try? listener.accept() else {
                    usleep(10_000)
                    continue
                }
                handle(client)
                client.close()
            }
        }
    }
    while try waitAnyChild() != nil {}
}

private func openListener(_ bind: (Int32) throws -> Void) throws -> Listener {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try bind(descriptor)
    guard listen(descriptor, 128) == 0 else { throw SystemError(call: "listen", errno: errno) }
    return Listener(descriptor: descriptor)
}
