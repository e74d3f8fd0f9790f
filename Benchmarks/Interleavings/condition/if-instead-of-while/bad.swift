import Foundation

let condition = NSCondition()
nonisolated(unsafe) var queue: [Int] = []

func put(_ item: Int) {
    condition.lock()
    queue.append(item)
    condition.signal()
    condition.unlock()
}

func take() -> Int {
    condition.lock()
    defer { condition.unlock() }
    if queue.isEmpty { condition.wait() }
    precondition(!queue.isEmpty, "woken, but nothing is there")
    return queue.removeFirst()
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

inThreads([{ _ = take() }, { _ = take() }, { put(1) }, { put(2) }])
