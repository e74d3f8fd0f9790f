import Glibc
import ServerKit

public func runForking(_ listener: Listener, handle: (Connection) -> Void) throws {
    try withoutActuallyEscaping(handle) { handle in
        let work = Work(handle)
        while true {
            guard let client = try? listener.accept() else {
                usleep(10_000)
                continue
            }
            let thread = try? startThread {
                work.handle(client)
                client.close()
            }
            if let thread { thread.detach() } else { client.close() }
        }
    }
}

private final class Work: @unchecked Sendable {
    let handle: (Connection) -> Void

    init(_ handle: @escaping (Connection) -> Void) {
        self.handle = handle
    }
}
