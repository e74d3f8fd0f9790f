import Foundation

final class JobStack: @unchecked Sendable {
    private let lock = NSLock()
    private var jobs: [Int]

    init(_ jobs: [Int]) { self.jobs = jobs }

    var isEmpty: Bool { lock.withLock { jobs.isEmpty } }

    func pop() -> Int {
        lock.withLock { jobs.removeLast() }
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

let stack = JobStack([1, 2, 3])
let worker: @Sendable () -> Void = {
    while !stack.isEmpty {
        let job = stack.pop()
        precondition(job > 0)
    }
}
inThreads([worker, worker])
