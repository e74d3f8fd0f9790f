import Foundation

let condition = NSCondition()
nonisolated(unsafe) var reply: String?

func answer() {
    condition.lock()
    reply = "200 OK"
    condition.signal()
    condition.unlock()
}

func ask() {
    condition.lock()
    defer { condition.unlock() }
    let deadline = Date(timeIntervalSinceNow: 1)
    while reply == nil {
        if !condition.wait(until: deadline) { break }
    }
    precondition(reply == nil || reply == "200 OK", "no reply")
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

inThreads([{ ask() }, { answer() }])
