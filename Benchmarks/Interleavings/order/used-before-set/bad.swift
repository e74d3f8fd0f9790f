import Foundation

final class Server: @unchecked Sendable {
    private let lock = NSLock()
    private var connection: String?

    func connect() { lock.withLock { connection = "db:5432" } }

    func query() {
        let connection = lock.withLock { self.connection }
        precondition(connection != nil, "a query without a connection")
    }
}

/// Runs every body on a thread of its own and returns when all have ended.
func inThreads(_ bodies: [@Sendable () -> Void]) {
    let ended = NSCondition()
    nonisolated(unsafe) var running = bodies.count
    for body in bodies {
        let thread = Thread {
            body()
            ended.lock()
            running -= 1
            ended.signal()
            ended.unlock()
        }
        thread.start()
    }
    ended.lock()
    while running > 0 { ended.wait() }
    ended.unlock()
}

let server = Server()
inThreads([{ server.query() }, { server.connect() }])
