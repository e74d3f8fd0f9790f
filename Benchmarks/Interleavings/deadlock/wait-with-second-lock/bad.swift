import Foundation

let registry = NSLock()
let arrival = NSCondition()
nonisolated(unsafe) var mail = 0

func receive() {
    registry.lock()
    arrival.lock()
    while mail == 0 { arrival.wait() }
    mail -= 1
    arrival.unlock()
    registry.unlock()
}

func deliver() {
    registry.lock()
    arrival.lock()
    mail += 1
    arrival.signal()
    arrival.unlock()
    registry.unlock()
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

inThreads([{ receive() }, { deliver() }])
