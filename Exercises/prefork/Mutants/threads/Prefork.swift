import Glibc
import ServerKit

public func runPrefork(_ listener: Listener, workers: Int, handle: (Connection) -> Void) throws {
    try withoutActuallyEscaping(handle) { handle in
        let work = Work(handle)
        let threads = try (0..<workers).map { _ in
            try startThread {
                while true {
                    guard let client = try? listener.accept() else {
                        usleep(10_000)
                        continue
                    }
                    work.handle(client)
                    client.close()
                }
            }
        }
        threads.forEach { $0.join() }
    }
}

private final class Work: @unchecked Sendable {
    let handle: (Connection) -> Void

    init(_ handle: @escaping (Connection) -> Void) {
        self.handle = handle
    }
}
