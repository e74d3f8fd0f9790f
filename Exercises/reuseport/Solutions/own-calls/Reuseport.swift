import Glibc
import ServerKit

public func runReusePort(bind: (Int32) throws -> Void, workers: Int, handle: (Connection) -> Void) throws {
    fflush(nil)
    for _ in 0..<workers {
        switch fork() {
        case -1: throw SystemError(call: "fork", errno: errno)
        case 0: serve(bind, handle)
        default: continue
        }
    }
    while wait(nil) != -1 || errno == EINTR {}
}

private func serve(_ bind: (Int32) throws -> Void, _ handle: (Connection) -> Void) -> Never {
    guard let listener = try? openListener(bind) else { _exit(1) }
    while true {
        let client = accept(listener.descriptor, nil, nil)
        if client == -1 {
            usleep(10_000)
        } else {
            handle(Connection(descriptor: client))
            close(client)
        }
    }
}

private func openListener(_ bind: (Int32) throws -> Void) throws -> Listener {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, socklen_t(MemoryLayout<Int32>.size))
    try bind(descriptor)
    guard listen(descriptor, 128) == 0 else { throw SystemError(call: "listen", errno: errno) }
    return Listener(descriptor: descriptor)
}
