import Foundation

final class Tally: @unchecked Sendable {
    var count = 0
    let lock = NSLock()
}

final class Worker: @unchecked Sendable {
    private let tally: Tally

    init(_ tally: Tally) { self.tally = tally }

    func work() {
        tally.lock.lock()
        tally.count += 1
        tally.lock.unlock()
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

let tally = Tally()
let workers = [Worker(tally), Worker(tally)]
inThreads(
    workers.map { worker in
        { worker.work() }
    })
precondition(tally.count == 2, "an addition was lost")
