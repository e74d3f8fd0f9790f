import Foundation

let condition = NSCondition()
nonisolated(unsafe) var arrived = false

func arrive() {
    condition.lock()
    arrived = true
    condition.signal()
    condition.unlock()
}

func meet() {
    condition.lock()
    repeat { condition.wait() } while !arrived
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

inThreads([{ meet() }, { arrive() }])
