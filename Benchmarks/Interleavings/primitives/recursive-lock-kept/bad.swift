import Foundation

final class Journal: @unchecked Sendable {
    private let lock = NSRecursiveLock()
    private var lines: [String] = []

    func add(_ line: String) {
        lock.lock()
        lines.append(line)
        lock.unlock()
    }

    func flush() {
        lock.lock()
        if !lines.isEmpty {
            lock.lock()
            lines.removeAll()
        }
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

let journal = Journal()
inThreads([
    { journal.add("a") },
    { journal.flush() },
    { journal.flush() },
])
