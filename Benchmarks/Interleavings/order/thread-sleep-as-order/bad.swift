import Foundation

final class Document: @unchecked Sendable {
    private let lock = NSLock()
    private var pages = 0

    func load() {
        lock.withLock { pages = 3 }
    }

    func printAll() {
        Thread.sleep(forTimeInterval: 0.02)
        precondition(lock.withLock { pages } == 3, "nothing to print")
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

let document = Document()
inThreads([{ document.load() }, { document.printAll() }])
