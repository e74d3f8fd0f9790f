import Foundation

final class History: @unchecked Sendable {
    private var events: [Int] = [1]

    func add(_ event: Int) {
        events.append(event)
    }

    func sum() -> Int {
        var sum = 0
        for event in events { sum += event }
        return sum
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

let history = History()
inThreads([{ history.add(2) }, { precondition([1, 3].contains(history.sum())) }])
