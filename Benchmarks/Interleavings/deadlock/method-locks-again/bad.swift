import Foundation

final class Buffer: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []

    func add(_ line: String) {
        lock.lock()
        lines.append(line)
        if lines.count == 2 { flush() }
        lock.unlock()
    }

    func flush() {
        lock.lock()
        lines.removeAll()
        lock.unlock()
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

let buffer = Buffer()
inThreads([{ buffer.add("a") }, { buffer.add("b") }, { buffer.flush() }])
