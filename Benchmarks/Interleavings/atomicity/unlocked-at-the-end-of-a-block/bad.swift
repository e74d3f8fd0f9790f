import Foundation

final class Inventory: @unchecked Sendable {
    private let lock = NSLock()
    private var pieces = 1
    private(set) var lent = 0

    func lend() {
        do {
            lock.lock()
            defer { lock.unlock() }
            if pieces == 0 { return }
        }
        pieces -= 1
        lent += 1
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

let inventory = Inventory()
inThreads([{ inventory.lend() }, { inventory.lend() }])
precondition(inventory.lent == 1, "lent what was not there")
