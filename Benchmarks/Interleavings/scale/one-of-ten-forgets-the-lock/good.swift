import Foundation
import Synchronization

let lock = NSLock()
let count = Atomic(0)

func increase() {
    let seen = count.load(ordering: .relaxed)
    count.store(seen + 1, ordering: .relaxed)
}

func visit(_ number: Int) {
    lock.lock()
    increase()
    lock.unlock()
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

inThreads(
    (1...10).map { number in
        { visit(number) }
    })
precondition(count.load(ordering: .relaxed) == 10, "a visit was lost")
