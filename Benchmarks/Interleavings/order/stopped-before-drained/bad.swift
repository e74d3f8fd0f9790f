import Foundation

final class Worker: @unchecked Sendable {
    private let condition = NSCondition()
    private var queue: [Int] = []
    private var stopped = false
    private(set) var done = 0

    func add(_ job: Int) {
        condition.lock()
        queue.append(job)
        condition.signal()
        condition.unlock()
    }

    func stop() {
        condition.lock()
        stopped = true
        condition.signal()
        condition.unlock()
    }

    func run() {
        condition.lock()
        defer { condition.unlock() }
        while true {
            while queue.isEmpty && !stopped { condition.wait() }
            if stopped { return }
            queue.removeFirst()
            done += 1
        }
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

let worker = Worker()
inThreads([
    { worker.run() },
    {
        worker.add(1)
        worker.add(2)
        worker.stop()
    },
])
precondition(worker.done == 2, "jobs were lost")
