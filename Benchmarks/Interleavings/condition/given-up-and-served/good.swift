import Foundation

final class Order: @unchecked Sendable {
    private let condition = NSCondition()
    private var isServed = false
    private var isGivenUp = false

    /// Whether the meal came in time.
    func wait(until deadline: Date) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while !isServed {
            guard condition.wait(until: deadline) else {
                // The time was up before this thread had the lock again.
                isGivenUp = !isServed
                return isServed
            }
        }
        return true
    }

    /// Whether somebody still waits for it.
    func serve() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isGivenUp else { return false }
        isServed = true
        condition.signal()
        return true
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

let order = Order()
nonisolated(unsafe) var isEaten = false
nonisolated(unsafe) var isCooked = false
inThreads([
    { isEaten = order.wait(until: Date(timeIntervalSinceNow: 1)) },
    { isCooked = order.serve() },
])
precondition(isEaten == isCooked, "cooked for nobody")
