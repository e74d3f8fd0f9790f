import Foundation

let condition = NSCondition()
nonisolated(unsafe) var pending = 0

func post() {
    condition.lock()
    pending += 1
    condition.signal()
    condition.unlock()
}

func handle() {
    condition.lock()
    while pending == 0 { condition.wait() }
    pending -= 1
    condition.unlock()
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

inThreads([
    {
        handle()
        handle()
    },
    { post() },
    { post() },
])
