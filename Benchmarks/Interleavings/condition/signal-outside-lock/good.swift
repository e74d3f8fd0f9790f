import Foundation
import Synchronization

let condition = NSCondition()
let finished = Atomic(false)

func finish() {
    condition.lock()
    finished.store(true, ordering: .releasing)
    condition.signal()
    condition.unlock()
}

func waitUntilFinished() {
    condition.lock()
    while !finished.load(ordering: .acquiring) { condition.wait() }
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

inThreads([{ waitUntilFinished() }, { finish() }])
